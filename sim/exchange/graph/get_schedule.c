/* SPDX-License-Identifier: MIT */
/* Answers with the same calendars and the same permissions as EWS, in the words of Graph. */
#include "get_schedule.h"

#include "base/cleanup.h"
#include "base/date_time.h"
#include "base/json_text.h"
#include "base/text.h"
#include "exchange/ews/availability/mailboxes.h"
#include "schedule_request.h"
#include "vocabulary/exchange_names.h"

#include <stdio.h>

#define CONTEXT GRAPH_AUDIENCE "/v1.0/$metadata#Collection(microsoft.graph.scheduleInformation)"

static const char *const statuses[BUSY_TYPE_COUNT] = {
    [BUSY_FREE] = "free",
    [BUSY_TENTATIVE] = "tentative",
    [BUSY_BUSY] = "busy",
    [BUSY_OOF] = "oof",
    [BUSY_WORKING_ELSEWHERE] = "workingElsewhere",
    [BUSY_NO_DATA] = "unknown",
};

static json_t *instant(const struct time_zone *zone, int64_t utc)
{
    char text[32];
    CLEANUP(cleanup_string)
    char *precise = text_format("%s.0000000", date_time_format(time_zone_to_local(zone, utc), text));

    return json_pack("{s:s, s:s}", "dateTime", precise, "timeZone", zone->id);
}

static json_t *item_of(const struct schedule_request *request, const struct calendar *calendar,
                       const struct calendar_event *event)
{
    json_t *item = json_pack("{s:s, s:o, s:o}", "status", statuses[event->type], "start",
                             instant(request->zone, event->time.start), "end", instant(request->zone, event->time.end));

    if (calendar->access != ACCESS_DETAILS)
        return item;
    json_object_set_new(item, "isPrivate", json_boolean(event->private));
    json_object_set_new(item, "isMeeting", json_boolean(event->meeting));
    json_object_set_new(item, "isRecurring", json_boolean(event->recurring));
    json_object_set_new(item, "isException", json_false());
    json_object_set_new(item, "isReminderSet", json_false());
    if (!event->private) {
        json_object_set_new(item, "subject", json_text(event->subject ? event->subject : ""));
        json_object_set_new(item, "location", json_text(event->location ? event->location : ""));
    }
    return item;
}

static json_t *items_of(const struct schedule_request *request, const struct calendar *calendar)
{
    json_t *items = json_array();

    for (size_t i = 0; i < calendar->count; i++)
        json_array_append_new(items, item_of(request, calendar, &calendar->events[i]));
    return items;
}

static json_t *time_of_day(int minutes)
{
    char text[32];

    snprintf(text, sizeof text, "%02d:%02d:00.0000000", minutes / 60, minutes % 60);
    return json_string(text);
}

static json_t *hours_of(const struct working_hours *hours)
{
    json_t *days = json_array();

    for (int day = 0; day < 7; day++)
        if (hours->days & 1u << day) {
            CLEANUP(cleanup_string) char *name = text_copy(weekday_name(day));
            *name += 'a' - 'A';
            json_array_append_new(days, json_string(name));
        }
    return json_pack("{s:o, s:o, s:o, s:{s:s}}", "daysOfWeek", days, "startTime", time_of_day(hours->start), "endTime",
                     time_of_day(hours->end), "timeZone", "name", hours->zone.id ? hours->zone.id : "UTC");
}

static json_t *error_of(const struct availability_error *error)
{
    char number[16];

    snprintf(number, sizeof number, "%d", error->number);
    return json_pack("{s:o, s:s}", "message", json_text(error->text), "responseCode", number);
}

static json_t *schedule_of(const struct schedule_request *request, const char *address,
                           const struct availability_result *result)
{
    json_t *schedule = json_pack("{s:o}", "scheduleId", json_text(address));
    CLEANUP(cleanup_string)
    char *merged = result->ok ? calendar_merge(&result->calendar, &request->window, request->interval) : NULL;

    json_object_set_new(schedule, "availabilityView", json_string(merged ? merged : ""));
    if (!result->ok) {
        json_object_set_new(schedule, "error", error_of(&result->error));
        return schedule;
    }
    json_object_set_new(schedule, "scheduleItems", items_of(request, &result->calendar));
    if (result->calendar.hours.known)
        json_object_set_new(schedule, "workingHours", hours_of(&result->calendar.hours));
    return schedule;
}

static json_t *ask(const struct exchange_call *call, const struct caller *caller,
                   const struct schedule_request *request, const char *address)
{
    struct availability_result result = {0};
    json_t *schedule;

    mailbox_ask(call, caller, &request->window, address, &result);
    schedule = schedule_of(request, address, &result);
    availability_result_clear(&result);
    return schedule;
}

void get_schedule_answer(const struct exchange_call *call, const struct caller *caller, struct answer *answer)
{
    CLEANUP(schedule_request_close) struct schedule_request request = {0};
    const json_t *address;
    json_t *schedules;
    size_t i;

    if (!schedule_request_read(call, &request, answer))
        return;
    schedules = json_array();
    json_array_foreach(request.schedules, i, address) json_array_append_new(
        schedules, ask(call, caller, &request, json_is_string(address) ? json_string_value(address) : ""));
    graph_send(call, 200, json_pack("{s:s, s:o}", "@odata.context", CONTEXT, "value", schedules), answer);
}
