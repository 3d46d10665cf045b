/* SPDX-License-Identifier: MIT */
/* Does the organisation ask as an application of its own? Settings alone, no packets. */
#ifndef FBLAB_FLOW_DEDICATED_APP_H
#define FBLAB_FLOW_DEDICATED_APP_H

#include "flow_settings.h"

#define SECTION_DEDICATED_APP "ExchangeOnpremAsThirdPartyAppId"
#define SECTION_GRAPH "RouteThroughMSGraph"

/* Does a setting override of that section switch something on? */
bool setting_override_is_on(const struct flow_settings *settings, const char *section);

/* The own authorization server (EvoSts) that names the dedicated app for the domain of the target, where a setting
 * override lets the servers use it; target NULL: for any domain. NULL: they ask as the shared principal. Borrowed. */
const struct object *dedicated_app_server(const struct flow_settings *settings, const char *target);

#endif
