/* SPDX-License-Identifier: MIT */
/* Requests that JSON objects tell of, as nginx, Caddy, Elastic and others write access logs. Pure. */
#ifndef FBLAB_JSON_REQUESTS_H
#define FBLAB_JSON_REQUESTS_H

#include "intake/requests/request.h"

#include <jansson.h>

/* By the names of members, whatever they are nested in, or by a member that is a line of a log. Borrowed from the object.
 * false: it tells of no request of an availability service. */
bool json_request(const json_t *object, struct logged_request *request, struct log_time *time);

#endif
