/* SPDX-License-Identifier: MIT */
/* OAuth at a server: who a token names, and the endpoints that issue tokens and publish keys. */
#ifndef FBLAB_EXCHANGE_OAUTH_H
#define FBLAB_EXCHANGE_OAUTH_H

#include "exchange/common/call.h"

/* "Authorization: Bearer ...". true: caller is set. false: the answer is the documented 401. */
bool oauth_authenticate(const struct exchange_call *call, struct caller *caller, struct answer *answer);

/* Endpoints; each always sets an answer. */
void token_service_answer(const struct exchange_call *call, struct answer *answer); /* /<realm>/tokens/OAuth/2 */
void app_token_answer(const struct exchange_call *call, struct answer *answer); /* /<realm>/oauth2/token, /v2.0/token */
void token_service_metadata_answer(const struct exchange_call *call,
                                   struct answer *answer);                          /* /<realm>/metadata/json/1 */
void auth_metadata_answer(const struct exchange_call *call, struct answer *answer); /* /autodiscover/metadata/json/1 */

#endif
