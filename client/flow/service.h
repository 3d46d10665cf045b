/* SPDX-License-Identifier: MIT */
/* How the asking organisation's availability service is set up (LabAvailabilityService), and what the caller wants
 * instead. */
#ifndef FBLAB_FLOW_SERVICE_H
#define FBLAB_FLOW_SERVICE_H

#include "flow.h"

struct service {
    long connect_ms, answer_ms;
    bool check_revocation;
};

struct service service_of(const struct flow_settings *settings);

#endif
