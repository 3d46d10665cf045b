/* SPDX-License-Identifier: MIT */
/* How the token service refuses: the JSON of its error answers. */
#ifndef FBLAB_TOKEN_ERRORS_H
#define FBLAB_TOKEN_ERRORS_H

#include "exchange/common/call.h"

enum token_error {
    TOKEN_ERROR_NONE,
    TOKEN_ERROR_METHOD, /* somebody opened it in a browser */
    TOKEN_ERROR_GRANT_TYPE,
    TOKEN_ERROR_ASSERTION,
    TOKEN_ERROR_REALM,
    TOKEN_ERROR_APPLICATION,
    TOKEN_ERROR_UNKNOWN_KEY,
    TOKEN_ERROR_SIGNATURE,
    TOKEN_ERROR_LIFETIME,
    TOKEN_ERROR_AUDIENCE,
    TOKEN_ERROR_RESOURCE,
    TOKEN_ERROR_APP_KEY_UNKNOWN, /* EvoSts: the same of an application's own key */
    TOKEN_ERROR_APP_KEY_EXPIRED,
    TOKEN_ERROR_CONSENT,     /* no administrator has consented to any role of the application */
    TOKEN_ERROR_UNAVAILABLE, /* the service has no key to sign with */
    TOKEN_ERROR_COUNT
};

/* detail: what the description names (NULL: ""). Not for TOKEN_ERROR_NONE. */
void token_error_answer(const struct exchange_call *call, enum token_error error, const char *detail,
                        struct answer *answer);

#endif
