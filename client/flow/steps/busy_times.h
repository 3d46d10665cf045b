/* SPDX-License-Identifier: MIT */
/* Are the busy times right? An answer can be wrong, and say nothing of it. */
#ifndef FBLAB_FLOW_BUSY_TIMES_H
#define FBLAB_FLOW_BUSY_TIMES_H

#include "flow/lookup/flow_state.h"

/* After an answer that gave times: those that are expected must be among them, and asked again on the requester's clock,
 * where the settings want it and the way may be Microsoft Graph, they must be the same. false: the look-up has ended, with
 * a record. */
bool busy_times_hold(struct flow *flow, bool (*ask)(struct flow *flow));

#endif
