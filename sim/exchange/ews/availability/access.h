/* SPDX-License-Identifier: MIT */
/* Who may see how much. */
#ifndef FBLAB_ACCESS_H
#define FBLAB_ACCESS_H

#include "calendar.h"
#include "exchange/common/call.h"

/* What the organisation of an external caller was granted as a whole. */
enum access access_of_organization(const struct exchange_call *call, const struct caller *caller);
/* The same, and what the mailbox's owner granted. */
enum access access_to_mailbox(const struct exchange_call *call, const struct caller *caller,
                              const struct object *mailbox);

#endif
