/* SPDX-License-Identifier: MIT */
/* Reads the request, with the limits of the service. */
#include "schedule_request.h"

#include "base/cleanup.h"
#include "base/date_time.h"
#include "base/json_text.h"
#include "base/text.h"

#include <string.h>

enum { MOST_SCHEDULES = 100, MOST_DAYS = 62, LEAST_INTERVAL = 5, USUAL_INTERVAL = 30, MOST_INTERVAL = 1440 };

void schedule_request_close(struct schedule_request *request)
{
    json_release(&request->json);
}

static bool read_moment(const json_t *moment, int64_t *seconds)
{
    const struct time_zone *zone = time_zone_find(json_member_text(moment, "timeZone"));
    struct date_time parsed;

    if (!zone || !date_time_parse(json_member_text(moment, "dateTime"), &parsed))
        return false;
    *seconds = parsed.has_offset ? parsed.seconds : time_zone_to_utc(zone, parsed.seconds);
    return true;
}

static bool read_window(const struct exchange_call *call, struct schedule_request *request, struct answer *answer)
{
    struct window *window = &request->window;

    if (!read_moment(json_object_get(request->json, "startTime"), &window->start) ||
        !read_moment(json_object_get(request->json, "endTime"), &window->end) || window->end <= window->start ||
        window->end - window->start > (int64_t)MOST_DAYS * DAY)
        return graph_refuse(call, GRAPH_TIME_INTERVAL, NULL, answer);
    return true;
}

/* Prefer: outlook.timezone="W. Europe Standard Time". One that is not known is not heeded. */
static const struct time_zone *preferred_zone(const struct exchange_call *call)
{
    static const char word[] = "outlook.timezone=\"";
    const char *prefer = headers_get(&call->request->headers, "Prefer");
    const char *at = prefer ? strstr(prefer, word) : NULL;
    const struct time_zone *zone = NULL;

    if (at) {
        CLEANUP(cleanup_string)
        char *name = text_format("%.*s", (int)strcspn(at + strlen(word), "\""), at + strlen(word));
        zone = time_zone_find(name);
    }
    return zone ? zone : time_zone_find("UTC");
}

static int read_interval(const json_t *json)
{
    const json_t *value = json_object_get(json, "availabilityViewInterval");
    const json_int_t minutes = json_is_integer(value) ? json_integer_value(value) : USUAL_INTERVAL;

    return minutes < LEAST_INTERVAL || minutes > MOST_INTERVAL ? USUAL_INTERVAL : (int)minutes;
}

bool schedule_request_read(const struct exchange_call *call, struct schedule_request *request, struct answer *answer)
{
    const struct request *asked = call->request;
    char count[16];

    request->json = json_loadb(asked->body ? asked->body : "", asked->body_length, 0, NULL);
    request->schedules = json_object_get(request->json, "schedules");
    if (!json_is_array(request->schedules))
        return graph_refuse(call, GRAPH_NOT_JSON, NULL, answer);
    if (json_array_size(request->schedules) > MOST_SCHEDULES) {
        snprintf(count, sizeof count, "%zu", json_array_size(request->schedules));
        return graph_refuse(call, GRAPH_TOO_MANY, count, answer);
    }
    request->zone = preferred_zone(call);
    request->interval = read_interval(request->json);
    return read_window(call, request, answer);
}
