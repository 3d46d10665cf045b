/* SPDX-License-Identifier: MIT */
/* Which application asks Microsoft Graph, and may it? */
#ifndef FBLAB_GRAPH_LOGIN_H
#define FBLAB_GRAPH_LOGIN_H

#include "exchange/common/call.h"

/* true: caller is set, an application that may read calendars. false: the answer is. */
bool graph_log_in(const struct exchange_call *call, struct caller *caller, struct answer *answer);
/* Application access policies (RAOP) of the tenant, for one mailbox. */
bool graph_may_open(const struct exchange_call *call, const struct caller *caller, const struct object *mailbox);

#endif
