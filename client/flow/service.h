/* SPDX-License-Identifier: MIT */
/* How the asking organisation's availability service is set up (LabAvailabilityService), and what the caller wants
 * instead. */
#ifndef FBLAB_FLOW_SERVICE_H
#define FBLAB_FLOW_SERVICE_H

#include "flow.h"

struct service {
    long connect_ms, answer_ms;
    bool check_revocation;
    int newest_tls; /* TLS1_1_VERSION and the like; 0: no limit */
};

struct service service_of(const struct flow_settings *settings);

#endif
