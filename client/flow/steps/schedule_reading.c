/* SPDX-License-Identifier: MIT */
/* Graph's words for busy times and errors, put into those of EWS. */
#include "schedule_reading.h"

#include "answer/answer.h"
#include "base/cleanup.h"
#include "base/date_time.h"
#include "base/json_text.h"
#include "base/memory.h"
#include "base/text.h"
#include "flow/lookup/graph_way.h"
#include "flow/transport/envelope.h"
#include "vocabulary/exchange_names.h"

#include <stdlib.h>

static const struct {
    const char *graph, *ews;
} statuses[] = {
    {"free", "Free"}, {"tentative", "Tentative"}, {"busy", "Busy"},
    {"oof", "OOF"},   {"unknown", "NoData"},      {"workingElsewhere", "WorkingElsewhere"},
};

/* responseCode is a number of EWS, as a text. */
static const struct {
    int number;
    const char *code;
} numbers[] = {
    {5006, "ErrorResultSetTooBig"},
    {5009, "ErrorMailRecipientNotFound"},
    {5016, "ErrorProxyRequestProcessingFailed"},
    {5035, "ErrorInvalidSmtpAddress"},
    {5037, "ErrorNoFreeBusyAccess"},
};

static const char *busy_type(const char *status)
{
    for (size_t i = 0; i < ARRAY_SIZE(statuses); i++)
        if (text_equal(statuses[i].graph, status))
            return statuses[i].ews;
    return "NoData";
}

static const char *code_of(int number)
{
    for (size_t i = 0; i < ARRAY_SIZE(numbers); i++)
        if (numbers[i].number == number)
            return numbers[i].code;
    return NULL;
}

static bool refuse(struct evidence *record, const struct reply *reply, const json_t *error)
{
    const char *number = json_member_text(error, "responseCode");

    record->exception_code = (int)strtol(number, NULL, 10);
    evidence_set(&record->fault_code, code_of(record->exception_code) ? code_of(record->exception_code) : number);
    evidence_set(&record->fault_text, json_string_value(json_object_get(error, "message")));
    return answer_refuse(record, reply, OUTCOME_ERROR_RESPONSE);
}

/* The answer is in UTC. Servers before KB5121608 take what it says for the time on the asker's clock. */
static char *read_time(const struct flow *flow, const json_t *instant)
{
    const bool local = graph_way_reads_local(flow->settings, flow->route.asker);
    struct date_time time;
    char text[32];

    if (!date_time_parse(json_member_text(instant, "dateTime"), &time))
        return NULL;
    return text_copy(date_time_format(time.seconds - (local ? flow->zone_minutes * MINUTE : 0), text));
}

static void put_flag(FILE *output, const char *name, const json_t *value)
{
    envelope_put(output, name, json_is_true(value) ? "true" : "false");
}

static void put_details(FILE *output, const json_t *item)
{
    fputs("<t:CalendarEventDetails>", output);
    envelope_put(output, "t:Subject", json_member_text(item, "subject"));
    envelope_put(output, "t:Location", json_member_text(item, "location"));
    put_flag(output, "t:IsMeeting", json_object_get(item, "isMeeting"));
    put_flag(output, "t:IsRecurring", json_object_get(item, "isRecurring"));
    put_flag(output, "t:IsPrivate", json_object_get(item, "isPrivate"));
    fputs("</t:CalendarEventDetails>", output);
}

static void put_event(FILE *output, const struct evidence_event *event, const json_t *item)
{
    fputs("<t:CalendarEvent>", output);
    envelope_put(output, "t:StartTime", event->start);
    envelope_put(output, "t:EndTime", event->end);
    envelope_put(output, "t:BusyType", event->busy_type);
    put_details(output, item);
    fputs("</t:CalendarEvent>", output);
}

static void read_item(struct flow *flow, FILE *view, const json_t *item)
{
    char *start = read_time(flow, json_object_get(item, "start")), *end = read_time(flow, json_object_get(item, "end"));
    const char *subject = json_string_value(json_object_get(item, "subject"));

    if (start && end) {
        struct evidence_event *event = lookup_add_event(flow->lookup);
        *event = (struct evidence_event){start, end, text_copy(busy_type(json_member_text(item, "status"))),
                                         subject ? text_copy(subject) : NULL};
        put_event(view, event, item);
    } else {
        free(start);
        free(end);
    }
}

static void read_items(struct flow *flow, const json_t *schedule)
{
    size_t length, i;
    const json_t *item;
    FILE *view = text_stream(&flow->lookup->view, &length);

    fputs("<m:FreeBusyView xmlns:m=\"" NS_MESSAGES "\" xmlns:t=\"" NS_TYPES "\">"
          "<t:FreeBusyViewType>DetailedMerged</t:FreeBusyViewType>",
          view);
    envelope_put(view, "t:MergedFreeBusy", json_member_text(schedule, "availabilityView"));
    fputs("<t:CalendarEventArray>", view);
    json_array_foreach(json_object_get(schedule, "scheduleItems"), i, item) read_item(flow, view, item);
    fputs("</t:CalendarEventArray></m:FreeBusyView>", view);
    text_stream_close(view);
}

bool schedule_read(struct flow *flow, struct evidence *record, const struct reply *reply, const json_t *schedule)
{
    const json_t *error = json_object_get(schedule, "error");

    if (json_is_object(error))
        return refuse(record, reply, error);
    if (!json_is_string(json_object_get(schedule, "scheduleId")))
        return answer_refuse(record, reply, OUTCOME_UNEXPECTED_ANSWER);
    evidence_set(&flow->lookup->merged, json_string_value(json_object_get(schedule, "availabilityView")));
    read_items(flow, schedule);
    return true;
}
