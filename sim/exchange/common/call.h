/* SPDX-License-Identifier: MIT */
/* A request on its way through the servers: who asks, whom, and by which settings. */
#ifndef FBLAB_EXCHANGE_CALL_H
#define FBLAB_EXCHANGE_CALL_H

#include "setup.h"

#include <libxml/tree.h>
#include <stdbool.h>

enum caller_kind {
    CALLER_ANONYMOUS,
    CALLER_USER,         /* Basic: a user of this organisation, or a service account (address space) */
    CALLER_ORGANIZATION, /* OAuth: a user of another organisation, named in the token */
    CALLER_DELEGATION,   /* DAUTH: the same, by WS-Security */
    CALLER_APPLICATION,  /* OAuth: an application for itself, of this tenant (Microsoft Graph) */
};

struct caller {
    enum caller_kind kind;
    char address[320];    /* SMTP address of the requester, "" if anonymous */
    char application[64]; /* OAuth: the id of the application that the token was issued to */
    int zone_minutes;     /* of the clock on which a user wants to be answered, ahead of UTC */
};

/* What an endpoint knows when it asks. Borrowed. */
struct exchange_call {
    struct exchange *exchange;
    const struct exchange_setup *setup;
    const struct snapshot *snapshot;
    const char *scope; /* the asked organisation: "onprem", "exo", "domino" */
    bool front_door;   /* asked at the front door: Basic of the lab's user, Bearer */
    const struct request *request;
    const struct object *virtual_directory; /* NULL: the party has none */
    const xmlDoc *envelope;                 /* the body, if it has been parsed already: ask exchange_envelope() */
    struct exchange_body *body;             /* parsed when first asked for; NULL: `envelope` is all there is */
};

/* Most who come without credentials are sent away before anybody reads what they have brought. */
struct exchange_body {
    struct xml_reader *reader; /* NULL: nobody has asked yet */
    const xmlDoc *document;
};

#endif
