/* SPDX-License-Identifier: MIT */
/* POST /users/{id}/calendar/getSchedule */
#ifndef FBLAB_GRAPH_GET_SCHEDULE_H
#define FBLAB_GRAPH_GET_SCHEDULE_H

#include "exchange/common/call.h"

/* For an application that may ask. Always sets an answer. */
void get_schedule_answer(const struct exchange_call *call, const struct caller *caller, struct answer *answer);

#endif
