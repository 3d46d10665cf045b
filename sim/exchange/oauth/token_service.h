/* SPDX-License-Identifier: MIT */
/* What the services that issue tokens share. */
#ifndef FBLAB_TOKEN_SERVICE_H
#define FBLAB_TOKEN_SERVICE_H

#include "exchange/authentication.h"

#include <jansson.h>

/* The first part of "/<realm>/tokens/OAuth/2"; "" if it cannot be a tenant's GUID or domain. */
void token_service_realm(const struct request *request, char realm[128]);
/* MsolCompany "token-service" or "federation-gateway": how that service signs. NULL: none. Borrowed. */
const struct object *token_service_company(const struct snapshot *snapshot, const char *name);
/* Signs with the company's key and takes the claims. NULL: there is no such key. The caller frees the token. */
char *token_service_sign(const struct exchange_call *call, const struct object *company, json_t *claims);

#endif
