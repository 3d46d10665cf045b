/* SPDX-License-Identifier: MIT */
/* Looks for a few names, and reads JSON. */
#include "room_request.h"

#include "base/hex.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* What stands behind "name="; NULL: it is not there. */
static const char *member(const struct request *request, const char *name)
{
    const size_t length = strlen(name);
    const char *part = request->query;

    while (part && !(strncmp(part, name, length) == 0 && part[length] == '=')) {
        part = strchr(part, '&');
        part = part ? part + 1 : NULL;
    }
    return part ? part + length + 1 : NULL;
}

uint64_t room_query_number(const struct request *request, const char *name)
{
    const char *const value = member(request, name);

    return value ? strtoull(value, NULL, 10) : 0;
}

char *room_query_token(const struct request *request)
{
    const char *const value = member(request, "token");

    return value ? text_copy_part(value, strcspn(value, "&")) : NULL;
}

char *room_query_text(const struct request *request, const char *name)
{
    const char *const value = member(request, name);

    return value ? percent_decode(text_copy_part(value, strcspn(value, "&"))) : NULL;
}

uint64_t room_last_event(const struct request *request)
{
    const char *const last = headers_get(&request->headers, "Last-Event-ID");

    return last ? strtoull(last, NULL, 10) : room_query_number(request, "after");
}

json_t *room_request_body(const struct request *request)
{
    json_t *const body = request->body_length > 0
                             ? json_loadb(request->body, request->body_length, JSON_REJECT_DUPLICATES, NULL)
                             : json_object();

    if (json_is_object(body))
        return body;
    json_decref(body);
    return NULL;
}
