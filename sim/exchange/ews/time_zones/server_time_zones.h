/* SPDX-License-Identifier: MIT */
/* GetServerTimeZones: the zones that this server knows. */
#ifndef FBLAB_SERVER_TIME_ZONES_H
#define FBLAB_SERVER_TIME_ZONES_H

#include "exchange/common/call.h"

/* Answers the request element it is given. */
void server_time_zones_answer(const struct exchange_call *call, const struct caller *caller, const xmlNode *element,
                              struct answer *answer);

#endif
