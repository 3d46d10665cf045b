/* SPDX-License-Identifier: MIT */
/* What the lab gives the servers: keys, credentials, and how they ask other organisations. */
#ifndef FBLAB_EXCHANGE_SETUP_H
#define FBLAB_EXCHANGE_SETUP_H

#include "capture/message.h"
#include "evidence/evidence.h"
#include "organization/organization.h"

#include <stdint.h>

struct exchange;
struct token_keys;

/* A look-up that a user of the asking organisation wants. */
struct asked_look_up {
    const char *requester, *target;
    const char *start, *end; /* as in the request, UTC */
    int zone_minutes;        /* of the user's clock, ahead of UTC */
};

/* What the endpoints need from outside; borrowed for the lifetime of the exchange. */
struct exchange_setup {
    uint64_t seed;               /* of request ids and the like */
    const char *user, *password; /* Basic credentials of the front door */
    /* PEM files' contents of a signing key by name: "token-service", "federation-gateway". Borrowed. NULL: none such. */
    void *context;
    const char *(*private_key)(void *context, const char *name);
    const char *(*certificate)(void *context, const char *name);
    struct token_keys *keys; /* what was read of keys and certificates; NULL: read anew for every token */
    /* Runs the availability flow of the asking organisation for a remote mailbox (front door only; may block). The
     * caller frees the result. */
    struct lookup *(*ask)(void *context, const struct snapshot *snapshot, const char *scope,
                          const struct asked_look_up *asked);
    /* MessageText of a look-up that failed, as the named server prints it (phrase_message_text()); the caller frees it.
     * NULL: the lookup's error_text alone. */
    char *(*message_text)(const struct lookup *lookup, const char *server);
    /* Scope of the organisation behind the front door: "exo", "onprem" or "mesh". */
    const char *(*asking)(void *context);
    /* Address of the mailbox that the front door's user has, copied into `buffer`; NULL or "": the organisation's first. */
    void (*requester)(void *context, char buffer[320]);
};

#endif
