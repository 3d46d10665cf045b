/* SPDX-License-Identifier: MIT */
/* The paths below /autodiscover; each endpoint always sets an answer. */
#ifndef FBLAB_AUTODISCOVER_ENDPOINTS_H
#define FBLAB_AUTODISCOVER_ENDPOINTS_H

#include "exchange/common/call.h"

void autodiscover_answer(const struct exchange_call *call, struct answer *answer);      /* autodiscover.svc */
void pox_answer(const struct exchange_call *call, struct answer *answer);               /* autodiscover.xml */
void autodiscover_json_answer(const struct exchange_call *call, struct answer *answer); /* autodiscover.json */
void migration_proxy_answer(const struct exchange_call *call, struct answer *answer);   /* mrsproxy.svc */

#endif
