/* SPDX-License-Identifier: MIT */
/* The network as the asking organisation's availability service is set up for it (LabAvailabilityService), and what the
 * caller wants instead. */
#ifndef FBLAB_OWN_NETWORK_H
#define FBLAB_OWN_NETWORK_H

#include "flow_settings.h"

struct network own_network(const struct flow_settings *settings);

#endif
