/* SPDX-License-Identifier: MIT */
/* An organisation's request for an actor token, and the checks it has to pass, in order. */
#ifndef FBLAB_TOKEN_REQUEST_H
#define FBLAB_TOKEN_REQUEST_H

#include "claims.h"
#include "exchange/common/call.h"
#include "token_errors.h"

#include <jansson.h>

struct token_request {
    const struct exchange_call *call;
    char realm[128];                              /* of the path: the tenant */
    char *grant_type, *assertion, *resource_text; /* owned */
    json_t *header, *claims;                      /* of the assertion, owned */
    struct principal client, resource;
    char *detail; /* what the complaint names; owned */
};

/* Reads the form. */
void token_request_open(struct token_request *request, const struct exchange_call *call);
/* The first complaint. */
enum token_error token_request_check(struct token_request *request);
void token_request_close(struct token_request *request);

#endif
