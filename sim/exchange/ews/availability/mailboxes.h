/* SPDX-License-Identifier: MIT */
/* A mailbox or group as this organisation's server answers for it. */
#ifndef FBLAB_AVAILABILITY_MAILBOXES_H
#define FBLAB_AVAILABILITY_MAILBOXES_H

#include "availability_result.h"
#include "exchange/common/call.h"

void mailbox_ask(const struct exchange_call *call, const struct caller *caller, const struct window *window,
                 const char *address, struct availability_result *result);

#endif
