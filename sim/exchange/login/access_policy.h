/* SPDX-License-Identifier: MIT */
/* EwsApplicationAccessPolicy: which programs may use EWS, by their User-Agent. */
#ifndef FBLAB_ACCESS_POLICY_H
#define FBLAB_ACCESS_POLICY_H

#include "exchange/common/call.h"

/* For who refuses in words of its own: Microsoft Graph goes by the same lists. */
bool access_policy_allows(const struct exchange_call *call);
/* false: the answer is 403, made by Exchange. */
bool access_policy_permits(const struct exchange_call *call, struct answer *answer);

#endif
