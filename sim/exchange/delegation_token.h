/* SPDX-License-Identifier: MIT */
/* The token by which the federation gateway lets a user of one organisation be named to another: what is in it, how it
 * is made and how it is believed. Private to sim/exchange; nothing else knows its format. */
#ifndef FBLAB_DELEGATION_TOKEN_H
#define FBLAB_DELEGATION_TOKEN_H

#include "authentication.h"

#define DELEGATION_ISSUER "urn:federation:MicrosoftOnline"
#define DELEGATION_TOKEN_TYPE "urn:ietf:params:oauth:token-type:jwt"

struct delegation {
    const char *user;      /* SMTP address */
    const char *requestor; /* application URI of the organisation that asks */
    const char *target;    /* application URI of the organisation it is for */
    int64_t created, expires;
};

/* Signed by MsolCompany "federation-gateway". NULL: the gateway has no key. The caller frees it. */
char *delegation_issue(const struct exchange_call *call, const struct delegation *delegation);

#endif
