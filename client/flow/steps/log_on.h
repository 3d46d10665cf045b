/* SPDX-License-Identifier: MIT */
/* A question of a user's own program (Outlook), which shows a password only where it is asked for one. */
#ifndef FBLAB_LOG_ON_H
#define FBLAB_LOG_ON_H

#include "flow/lookup/flow_state.h"

/* As transport_ask(), with the credentials of the query: nobody's first, then as the server offers, by NTLM before Basic. A
 * log-on by NTLM that is refused has the outcome for that. */
struct evidence *log_on_ask(struct flow *flow, const struct transport_query *query, struct reply *reply);

#endif
