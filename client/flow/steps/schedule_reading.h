/* SPDX-License-Identifier: MIT */
/* One scheduleInformation of Microsoft Graph. */
#ifndef FBLAB_FLOW_SCHEDULE_READING_H
#define FBLAB_FLOW_SCHEDULE_READING_H

#include "answer/reply.h"
#include "flow/lookup/flow_state.h"

/* Its busy times go to the look-up, in UTC, and a FreeBusyView made of them; one that says why there are none refuses the
 * record. NULL is no scheduleInformation. false: refused. */
bool schedule_read(struct flow *flow, struct evidence *record, const struct reply *reply, const json_t *schedule);

#endif
