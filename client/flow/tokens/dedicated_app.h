/* SPDX-License-Identifier: MIT */
/* Does the organisation ask as an application of its own? */
#ifndef FBLAB_FLOW_DEDICATED_APP_H
#define FBLAB_FLOW_DEDICATED_APP_H

#include "flow/lookup/flow_state.h"

/* The own authorization server (EvoSts) that names the dedicated app for the asked domain, where a setting override lets the
 * servers use it. NULL: they ask as the shared principal. Borrowed. */
const struct object *dedicated_app_server(const struct flow *flow);
/* Is the token service that was chosen that one? */
bool dedicated_app_asks(const struct flow *flow);

#endif
