/* SPDX-License-Identifier: MIT */
/* EWS GetUserAvailability: the question and what its answer says. */
#ifndef FBLAB_FLOW_AVAILABILITY_H
#define FBLAB_FLOW_AVAILABILITY_H

#include "flow/lookup/flow_state.h"

/* Asks flow->route.ews_url about flow->route.target; busy times go to the look-up. false: the look-up has ended. */
bool availability_ask(struct flow *flow);

#endif
