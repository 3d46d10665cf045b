/* SPDX-License-Identifier: MIT */
/* Names whose values are secrets, wherever they stand: one list for the journal, which shows "..." in their place, and for the
 * redaction of recordings. Letter case does not matter. */
#ifndef FBLAB_SECRET_NAMES_H
#define FBLAB_SECRET_NAMES_H

#include <stdbool.h>
#include <stddef.h>

/* Alternatives of an expression, too: nothing but names, "|" between them. */
#define SECRET_SIGN_INS "Authorization|Proxy-Authorization" /* behind a scheme */
#define SECRET_COOKIES "Cookie|Cookie2"
#define SECRET_KEYS "X-Functions-Key|Ocp-Apim-Subscription-Key" /* beside those that end like a secret */
#define SECRET_TOKENS                                                                                                  \
    "access_token|accesstoken|refresh_token|refreshtoken|id_token|idtoken|auth_token|authtoken|session_token|"         \
    "sessiontoken|client_assertion|assertion|device_code|api_key|api-key|apikey|x-api-key|x-auth-token|"               \
    "subscription-key|SAMLResponse|SAMLRequest|wresult|canary|sFT|sCtx"
/* Words that texts for people have too: only in queries, forms and JSON. */
#define SECRET_WORDS "code|sig|signature|token"
#define SECRET_PASSWORDS "password|passwd|pwd|client_secret|clientsecret|secret"
/* How longer names of secrets end, whatever stands before: X-CommonAccessToken, newPassword. */
#define SECRET_TOKEN_ENDINGS "token|api-key|api_key|apikey|access-key|access_key|accesskey|canary|-signature"
#define SECRET_PASSWORD_ENDINGS "password|passwd|passphrase|secret"
#define SECRET_NOT "PublicKeyToken" /* of a .NET assembly, in the texts of its exceptions */

/* May the value of a header of that name be a secret? */
bool secret_is_header(const char *name);
/* The query "a=1&code=xyz" as "a=1&code=...", never longer than it was. NULL: there is no secret in it. The caller frees it. */
char *secret_hide_query(const char *query);

#endif
