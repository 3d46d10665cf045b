/* SPDX-License-Identifier: MIT */
/* DAUTH: who a delegation token names at a server, and the endpoints of the federation gateway. */
#ifndef FBLAB_EXCHANGE_DAUTH_H
#define FBLAB_EXCHANGE_DAUTH_H

#include "exchange/common/call.h"

/* wsse:Security of the envelope. true: caller is set. false: the answer is the SOAP 1.1 fault InvalidSecurity or
 * InvalidSecurityToken with HTTP 500. */
bool delegation_authenticate(const struct exchange_call *call, struct caller *caller, struct answer *answer);

/* Endpoints; each always sets an answer. */
void sts_answer(const struct exchange_call *call, struct answer *answer); /* /extSTS.srf */
void federation_metadata_answer(const struct exchange_call *call, struct answer *answer);

#endif
