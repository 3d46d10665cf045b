/* SPDX-License-Identifier: MIT */
/* The proxy that WinHTTP has on the computer of Outlook (LabWinHttpProxy). */
#ifndef FBLAB_OUTLOOK_PROXY_H
#define FBLAB_OUTLOOK_PROXY_H

#include "flow/lookup/flow_state.h"

/* The own network, and the proxy in front of it. */
struct network outlook_network(const struct flow_settings *settings);

/* The proxy that did not let a request through, as its setting names it; of the records from `begin` on. NULL: none. Borrowed. */
const char *outlook_proxy_in_the_way(const struct flow *flow, size_t begin);

#endif
