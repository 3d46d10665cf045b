/* SPDX-License-Identifier: MIT */
/* The gate of EWS in Exchange Online: the shared principal is refused, EwsEnabled of the tenant and of the mailbox, and the list
 * of applications that may use EWS. On the premises there is none. */
#ifndef FBLAB_EWS_GATE_H
#define FBLAB_EWS_GATE_H

#include "exchange/common/call.h"

/* false: the answer is the 403, with X-EWS-Policy-Reason but for the shared principal. */
bool ews_gate_open(const struct exchange_call *call, const struct caller *caller, struct answer *answer);

#endif
