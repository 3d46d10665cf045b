/* SPDX-License-Identifier: MIT */
/* One look-up under way; every hop reads and writes it. */
#ifndef FBLAB_FLOW_STATE_H
#define FBLAB_FLOW_STATE_H

#include "flow/transport/transport.h"
#include "flow_settings.h"
#include "route.h"

/* What a request shows, filled in by oauth_token.c, delegation_token.c or from the settings. */
struct credentials {
    char *bearer;      /* outer token, NULL: none */
    char *bearer_host; /* the host it is for, or for which none was given */
    char *security;    /* XML of the delegation token, NULL: none */
    const char *user, *password;
};

struct flow {
    const struct flow_settings *settings;
    struct lookup *lookup;
    struct transport *transport;
    struct flow_route route;
    struct credentials credentials;
    const struct object *auth_server; /* own object of the token service both sides trust; NULL: not challenged yet */
    int zone_minutes;                 /* of the clock that is asked on; 0: UTC */
    bool of_any_domain;               /* a token is tested, and no user of the asked organisation is looked for */
    int redirections;                 /* Autodiscover has followed */
    bool (*trusts)(const struct flow *flow,
                   const char *url); /* may the credentials go there? NULL: wherever they lead */
    struct evidence *(*ask)(struct flow *flow, const struct transport_query *query,
                            struct reply *reply); /* how credentials are shown; NULL: at once */
    const char *token_for; /* application URI a delegation token is asked for; NULL: the relationship's target */
    char *realm;           /* of the asked organisation, from its challenge */
    char *assertion;       /* shown to the token service; serves every request of the look-up */
    char *agent_autodiscover, *agent_availability;
};

/* Begins a look-up of the organisation's own; the lookup is the caller's to give away. */
void flow_open(struct flow *flow, const struct flow_settings *settings, const char *requester, const char *target);
void flow_close(struct flow *flow);
/* To be freed by flow_close(). */
struct transport *flow_transport(const struct flow_settings *settings);
/* A query with the credentials there are. */
struct transport_query flow_query(const struct flow *flow, enum hop step, const char *url);
/* As transport_ask(), in the way in which the flow shows credentials. */
struct evidence *flow_ask(struct flow *flow, const struct transport_query *query, struct reply *reply);
/* The first object of that noun in the own scope, NULL: none. */
const struct object *flow_object(const struct flow *flow, const char *noun);
/* Ends the look-up at a step for a reason that is no packet's. Always false. */
bool flow_fail(struct flow *flow, enum hop step, const char *url, enum outcome outcome, const char *text);

#endif
