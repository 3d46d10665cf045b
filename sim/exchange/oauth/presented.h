/* SPDX-License-Identifier: MIT */
/* A token that was presented, taken apart, and the user it names. */
#ifndef FBLAB_OAUTH_PRESENTED_H
#define FBLAB_OAUTH_PRESENTED_H

#include "diagnostics.h"
#include "exchange/common/call.h"

#include <jansson.h>

/* The outer token names the user and is not signed; inside it, the actor token names the application and is signed by
 * the token service. A token that is signed itself is both. */
struct presented {
    const struct exchange_call *call;
    const char *actor_token; /* borrowed from the request or from `user` */
    json_t *user, *actor;    /* claims, owned */
    bool user_named;         /* the token speaks for a user at all */
    char *detail;            /* what the complaint names; owned */
};

/* The user named in the claims smtp, upn and sip, looked for among all recipients of the scope. (oauth_user.c) */
enum diagnostic oauth_find_user(struct presented *presented);

#endif
