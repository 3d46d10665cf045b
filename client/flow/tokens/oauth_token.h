/* SPDX-License-Identifier: MIT */
/* Server-to-server OAuth: the challenge, the actor token of the token service, and the outer token around it. */
#ifndef FBLAB_FLOW_OAUTH_H
#define FBLAB_FLOW_OAUTH_H

#include "flow/lookup/flow_state.h"

/* A token for the host of that URL, or none where the token service gives none; asks for nothing it has. false: the
 * look-up has ended. */
bool oauth_authorize(struct flow *flow, enum hop step, const char *url);

#endif
