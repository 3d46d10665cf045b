/* SPDX-License-Identifier: MIT */
/* Members of objects are given their roles. */
#include "json_requests.h"

#include "base/text.h"
#include "intake/common/item.h"
#include "intake/requests/shapes.h"

#include <string.h>

#define DEPTH 4

struct json_reading {
    struct logged_request *request;
    struct log_time *time;
    bool line; /* a member is a whole line */
};

/* "user_agent": {"original": ...} is named by what is around it. */
static enum role member_role(const char *name, enum role outer)
{
    const enum role role = role_of((struct slice){name, strlen(name)});

    return role == ROLE_NONE ? outer : role;
}

static void read_text(struct json_reading *reading, struct slice text, enum role role)
{
    struct logged_request line;
    struct log_time time = {.known = false};

    if (memchr(text.text, ' ', text.length) && shape_request(text.text, text.length, &line, &time)) {
        *reading->request = line;
        *reading->time = time;
        reading->line = true;
    } else if (request_agent_at(text) == 0 && text.length > 0) {
        request_set(reading->request, ROLE_AGENT, text);
    } else if (role == ROLE_REQUEST) {
        request_set_line(reading->request, text);
    } else if (role != ROLE_NONE) {
        request_set(reading->request, role, text);
    }
}

/* Seconds or milliseconds since 1970. */
static void read_moment(struct log_time *time, double number)
{
    const double seconds = number > 1e11 ? number / 1000 : number;

    if (seconds < 1e8 || seconds > 1e10 || time->known)
        return;
    time->known = true;
    time->seconds = (int64_t)seconds;
    clock_iso(time->seconds, time->text);
}

static void read_number(struct json_reading *reading, double number, enum role role)
{
    if (role == ROLE_STATUS && !reading->request->status && number >= 100 && number < 600)
        reading->request->status = (int)number;
    if (role == ROLE_TIME)
        read_moment(reading->time, number);
}

static void read_member(struct json_reading *reading, const json_t *value, enum role role, int depth)
{
    const char *name;
    json_t *member;

    if (json_is_string(value))
        read_text(reading, (struct slice){json_string_value(value), json_string_length(value)}, role);
    else if (json_is_number(value))
        read_number(reading, json_number_value(value), role);
    else if (json_is_array(value) && json_array_size(value) == 1)
        read_member(reading, json_array_get(value, 0), role, depth);
    else if (json_is_object(value) && depth < DEPTH)
        json_object_foreach((json_t *)value, name, member) if (!reading->line)
            read_member(reading, member, member_role(name, role), depth + 1);
}

bool json_request(const json_t *object, struct logged_request *request, struct log_time *time)
{
    struct json_reading reading = {request, time, false};

    request_begin(request);
    request->kind = ITEM_ACCESS;
    *time = (struct log_time){.known = false};
    read_member(&reading, object, ROLE_NONE, 0);
    if (reading.line)
        return true;
    if (!request->status)
        request->status = slice_status(request->values[ROLE_STATUS]);
    if (!time->known)
        log_time_read(time, request->values[ROLE_DATE], request->values[ROLE_TIME], false);
    request->nameless = request->values[ROLE_AGENT].length == 0 && time->known;
    return request->status && request->values[ROLE_URL].length > 0 && request_is_service(request);
}
