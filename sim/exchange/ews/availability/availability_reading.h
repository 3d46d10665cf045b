/* SPDX-License-Identifier: MIT */
/* From the XML of GetUserAvailabilityRequest to data, with the limits of the service. */
#ifndef FBLAB_AVAILABILITY_READING_H
#define FBLAB_AVAILABILITY_READING_H

#include "availability_fault.h"
#include "availability_request.h"
#include "exchange/common/call.h"

/* false: fault is set; clear the request all the same. */
bool availability_request_read(const struct exchange_call *call, const xmlNode *element,
                               struct availability_request *request, struct availability_fault *fault);

#endif
