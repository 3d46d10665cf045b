/* SPDX-License-Identifier: MIT */
/* The token service: a client assertion signed by the own organisation, for an actor token. */
#ifndef FBLAB_ACTOR_TOKEN_H
#define FBLAB_ACTOR_TOKEN_H

#include "flow/lookup/flow_state.h"

/* Asks flow->auth_server for a token for `resource`. The caller frees it. NULL: the last record says why. */
char *actor_token_request(struct flow *flow, const char *resource);

/* Exchange goes on without a token that it could not ask for or that was refused, and is then a stranger to the other
 * side: the plain 401 of rows 17 and 26. A token service that cannot be reached ends the look-up. */
bool actor_token_may_be_missing(const struct flow *flow);

/* "application@realm" this organisation goes by. The caller frees it. */
char *actor_token_name(const struct flow *flow);
/* Borrowed. */
const char *actor_token_realm(const struct flow *flow);

#endif
