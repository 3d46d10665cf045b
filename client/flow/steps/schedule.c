/* SPDX-License-Identifier: MIT */
/* Asks getSchedule, and tells refusals from answers. */
#include "schedule.h"

#include "answer/answer.h"
#include "base/cleanup.h"
#include "base/json_text.h"
#include "schedule_reading.h"
#include "window.h"

#include <string.h>

static json_t *instant(const char *text)
{
    return json_pack("{s:s, s:s}", "dateTime", text, "timeZone", "UTC");
}

static char *make_request(const struct flow *flow)
{
    const struct asked_window window = window_of(flow->settings);
    CLEANUP(json_release)
    json_t *json = json_pack("{s:[o], s:o, s:o, s:i}", "schedules", json_text(flow->route.target), "startTime",
                             instant(window.start), "endTime", instant(window.end), "availabilityViewInterval", 30);

    return json_dumps(json, JSON_COMPACT);
}

static void keep_error(struct evidence *record, const json_t *error)
{
    evidence_set(&record->fault_code, json_string_value(json_object_get(error, "code")));
    evidence_set(&record->fault_text, json_string_value(json_object_get(error, "message")));
}

static bool judge(struct flow *flow, struct evidence *record, const struct reply *reply)
{
    CLEANUP(json_release) json_t *json = json_loadb(reply->body, reply->length, 0, NULL);

    keep_error(record, json_object_get(json, "error"));
    if (record->http_status >= 300)
        return answer_refuse(record, reply, OUTCOME_HTTP_STATUS);
    return schedule_read(flow, record, reply, json_array_get(json_object_get(json, "value"), 0));
}

bool schedule_ask(struct flow *flow)
{
    CLEANUP(cleanup_string) char *body = make_request(flow);
    CLEANUP(reply_clear) struct reply reply = {0};
    struct transport_query query = flow_query(flow, HOP_AVAILABILITY, flow->route.ews_url);
    struct evidence *record;

    query.content_type = "application/json";
    query.accept = "application/json";
    query.body = body;
    record = transport_ask(flow->transport, flow->lookup, &query, &reply);
    return record->outcome == OUTCOME_OK && judge(flow, record, &reply);
}
