/* SPDX-License-Identifier: MIT */
/* Frees a request. */
#include "availability_request.h"

#include <stdlib.h>

void availability_request_clear(struct availability_request *request)
{
    for (size_t i = 0; i < request->attendee_count; i++)
        free(request->attendees[i].address);
    free(request->attendees);
    *request = (struct availability_request){0};
}
