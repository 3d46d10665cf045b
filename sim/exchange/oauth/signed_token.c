/* SPDX-License-Identifier: MIT */
/* Finds the key by the name that the company's settings give. */
#include "signed_token.h"

#include "token/token.h"

char *signed_token(const struct exchange_call *call, const struct object *company, json_t *claims)
{
    const struct exchange_setup *setup = call->setup;
    const char *name = company ? object_text(company, "SigningKey") : "";
    const char *key = setup->private_key ? setup->private_key(setup->context, name) : NULL;
    const char *certificate = setup->certificate ? setup->certificate(setup->context, name) : NULL;
    char *token = token_sign(setup->keys, claims, key, certificate, NULL);

    json_decref(claims);
    return token;
}
