/* SPDX-License-Identifier: MIT */
/* Microsoft Graph getSchedule: the question and what its answer says. */
#ifndef FBLAB_FLOW_SCHEDULE_H
#define FBLAB_FLOW_SCHEDULE_H

#include "flow/lookup/flow_state.h"

/* Asks flow->route.ews_url about flow->route.target; busy times go to the look-up as EWS would have given them. false: the
 * look-up has ended. */
bool schedule_ask(struct flow *flow);

#endif
