/* SPDX-License-Identifier: MIT */
/* Which scheme a request uses, and whether the virtual directory takes it. */
#ifndef FBLAB_CALLER_H
#define FBLAB_CALLER_H

#include "exchange/common/call.h"

/* true: caller is set. false: the answer is, as that scheme refuses. */
bool caller_authenticate(const struct exchange_call *call, struct caller *caller, struct answer *answer);
/* The account that the lab's user keeps in the own forest while the mailbox is in the cloud; NULL: none. Borrowed. */
const struct object *caller_account(const struct exchange_call *call);
/* None of the own users: of another organisation, or no person at all? */
bool caller_is_external(const struct caller *caller);

#endif
