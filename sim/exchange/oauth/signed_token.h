/* SPDX-License-Identifier: MIT */
/* Tokens that a service of the cloud signs. */
#ifndef FBLAB_SIGNED_TOKEN_H
#define FBLAB_SIGNED_TOKEN_H

#include "exchange/common/call.h"

#include <jansson.h>

/* Signs with the company's key and takes the claims. NULL: there is no such key. The caller frees the token. */
char *signed_token(const struct exchange_call *call, const struct object *company, json_t *claims);

#endif
