/* SPDX-License-Identifier: MIT */
/* DAUTH: the federation gateway vouches for the requester to the other organisation (WS-Trust 2005/02). */
#ifndef FBLAB_FLOW_DELEGATION_TOKEN_H
#define FBLAB_FLOW_DELEGATION_TOKEN_H

#include "flow/lookup/flow_state.h"

/* One token serves every endpoint of the organisation asked; asks for nothing it has. false: the look-up has ended. */
bool delegation_authorize(struct flow *flow, enum hop step, const char *url);

#endif
