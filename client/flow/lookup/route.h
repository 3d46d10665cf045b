/* SPDX-License-Identifier: MIT */
/* Which way a look-up goes, decided from the asking organisation's own document. No packets. */
#ifndef FBLAB_FLOW_ROUTE_H
#define FBLAB_FLOW_ROUTE_H

#include "evidence/evidence.h"
#include "flow_settings.h"

struct flow_route {
    const struct object *by;    /* connector, relationship or address space; borrowed from the snapshot; NULL: local */
    const struct object *asker; /* the requester's own object, NULL: none */
    const struct object *recipient; /* the target in the own directory, NULL: not there */
    char *requester;                /* address the other side is told */
    char *target;                   /* address the other side is asked for */
    char *discovery_url;            /* NULL: Autodiscover is skipped, ews_url is set */
    char *ews_url;
    bool rooms; /* a room or a list of rooms: whoever looks for one wants suggestions, too */
};

/* Sets the look-up's way and direction, and adds the record of hop "route". false: it ends there. */
bool route_choose(struct flow_route *route, const struct flow_settings *settings, struct lookup *lookup);
/* Sets who asks, and under which address. */
void route_ask_as(struct flow_route *route, const struct flow_settings *settings, const char *requester);
void route_clear(struct flow_route *route);

#endif
