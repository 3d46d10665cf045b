/* SPDX-License-Identifier: MIT */
/* Microsoft Graph: a token of the dedicated app, for nobody in particular. */
#ifndef FBLAB_FLOW_GRAPH_TOKEN_H
#define FBLAB_FLOW_GRAPH_TOKEN_H

#include "flow/lookup/flow_state.h"

/* A token for GraphBaseUrl, or none where EvoSts gives none; asks for nothing it has. No challenge is needed: the authorization
 * server is known. false: the look-up has ended. */
bool graph_authorize(struct flow *flow, enum hop step, const char *url);

#endif
