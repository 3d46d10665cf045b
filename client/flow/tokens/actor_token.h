/* SPDX-License-Identifier: MIT */
/* The token service: a client assertion signed by the own organisation, for an actor token. */
#ifndef FBLAB_ACTOR_TOKEN_H
#define FBLAB_ACTOR_TOKEN_H

#include "flow/lookup/flow_state.h"

/* Asks flow->auth_server for a token for `resource`. The caller frees it. NULL: the last record says why. */
char *actor_token_request(struct flow *flow, const char *resource);

/* "application@realm" this organisation goes by. The caller frees it. */
char *actor_token_name(const struct flow *flow);
/* Borrowed. */
const char *actor_token_realm(const struct flow *flow);

#endif
