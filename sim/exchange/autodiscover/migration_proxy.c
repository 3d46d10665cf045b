/* SPDX-License-Identifier: MIT */
/* mrsproxy.svc moves mailboxes, which this lab does not; that it demands to sign in shows that the way there is open. */
#include "endpoints.h"
#include "exchange/common/iis.h"

void migration_proxy_answer(const struct exchange_call *call, struct answer *answer)
{
    iis_unauthorized(call, answer);
}
