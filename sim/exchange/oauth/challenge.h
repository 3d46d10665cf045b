/* SPDX-License-Identifier: MIT */
/* WWW-Authenticate: which ways in a virtual directory offers. */
#ifndef FBLAB_CHALLENGE_H
#define FBLAB_CHALLENGE_H

#include "exchange/common/call.h"

/* Is OAuth on? A party without virtual directory takes it. */
bool challenge_offers_oauth(const struct exchange_call *call);
/* 401 without body. diagnostics: the refused token's x-ms-diagnostics, NULL: none was refused. */
void challenge_write(const struct exchange_call *call, const char *diagnostics, struct answer *answer);
/* Host name the client asked for, without port, into `buffer`. */
const char *challenge_host(const struct request *request, char buffer[256]);
/* The challenge of a request without credentials: Bearer with client_id and trusted_issuers, then what else the virtual
 * directory offers (Negotiate, NTLM, Basic). Empty body. */
void oauth_challenge(const struct exchange_call *call, struct answer *answer);

#endif
