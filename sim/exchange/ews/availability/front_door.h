/* SPDX-License-Identifier: MIT */
/* The mailbox of another organisation, by the availability flow. */
#ifndef FBLAB_AVAILABILITY_FRONT_DOOR_H
#define FBLAB_AVAILABILITY_FRONT_DOOR_H

#include "availability_result.h"
#include "exchange/common/call.h"

void front_door_ask(const struct exchange_call *call, const struct caller *caller, const struct window *window,
                    const char *address, struct availability_result *result);

#endif
