/* SPDX-License-Identifier: MIT */
/* What a request to the room has in its query and its body. Pure. */
#ifndef FBLAB_ROOM_REQUEST_H
#define FBLAB_ROOM_REQUEST_H

#include "capture/message.h"

#include <jansson.h>
#include <stdint.h>

/* A number of the query; 0: it is not there. */
uint64_t room_query_number(const struct request *request, const char *name);
/* "token" of the first URL. The caller frees it; NULL: it has none. */
char *room_query_token(const struct request *request);
/* A text of the query, decoded. The caller frees it; NULL: it is not there. */
char *room_query_text(const struct request *request, const char *name);
/* Which event a reader has seen last: as a browser that was cut off says it, or else the query's "after". */
uint64_t room_last_event(const struct request *request);
/* The body as an object; without one an empty object. NULL: it is none. The caller owns the reference. */
json_t *room_request_body(const struct request *request);

#endif
