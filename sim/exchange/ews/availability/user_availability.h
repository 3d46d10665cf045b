/* SPDX-License-Identifier: MIT */
/* GetUserAvailability: the busy times of several people. */
#ifndef FBLAB_USER_AVAILABILITY_H
#define FBLAB_USER_AVAILABILITY_H

#include "exchange/common/call.h"

/* Answers the request element it is given. */
void availability_answer(const struct exchange_call *call, const struct caller *caller, const xmlNode *element,
                         struct answer *answer);

#endif
