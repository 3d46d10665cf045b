/* SPDX-License-Identifier: MIT */
/* One FreeBusyResponse: the view, cut to what was asked for and what may be seen, or the error. */
#include "availability_view.h"

#include "base/cleanup.h"
#include "base/date_time.h"
#include "exchange/ews/time_zones/zone_elements.h"
#include "vocabulary/exchange_names.h"
#include "xml/xml.h"

static const struct view_kind {
    const char *name;
    bool merged, events, details;
    enum view without_details; /* what is left of it for one who may see availability only */
} kinds[VIEW_COUNT] = {
    [VIEW_NONE] = {"None", false, false, false, VIEW_NONE},
    [VIEW_MERGED_ONLY] = {"MergedOnly", true, false, false, VIEW_MERGED_ONLY},
    [VIEW_FREE_BUSY] = {"FreeBusy", false, true, false, VIEW_FREE_BUSY},
    [VIEW_FREE_BUSY_MERGED] = {"FreeBusyMerged", true, true, false, VIEW_FREE_BUSY_MERGED},
    [VIEW_DETAILED] = {"Detailed", false, true, true, VIEW_FREE_BUSY},
    [VIEW_DETAILED_MERGED] = {"DetailedMerged", true, true, true, VIEW_FREE_BUSY_MERGED},
};

static const char *truth(bool value)
{
    return value ? "true" : "false";
}

static void write_details(FILE *output, const struct calendar_event *event)
{
    fputs("<t:CalendarEventDetails>", output);
    if (event->subject && *event->subject && !event->private)
        xml_put_element(output, "t:Subject", event->subject);
    if (event->location && *event->location && !event->private)
        xml_put_element(output, "t:Location", event->location);
    fprintf(output,
            "<t:IsMeeting>%s</t:IsMeeting><t:IsRecurring>%s</t:IsRecurring><t:IsException>false</t:IsException>"
            "<t:IsReminderSet>false</t:IsReminderSet><t:IsPrivate>%s</t:IsPrivate></t:CalendarEventDetails>",
            truth(event->meeting), truth(event->recurring), truth(event->private));
}

static void write_event(FILE *output, const struct calendar_event *event, const struct time_zone *zone, bool details)
{
    char start[32], end[32];

    fprintf(output,
            "<t:CalendarEvent><t:StartTime>%s</t:StartTime><t:EndTime>%s</t:EndTime><t:BusyType>%s</t:BusyType>",
            date_time_format(time_zone_to_local(zone, event->time.start), start),
            date_time_format(time_zone_to_local(zone, event->time.end), end), busy_type_name(event->type));
    if (details)
        write_details(output, event);
    fputs("</t:CalendarEvent>", output);
}

/* Those of the window: the look-up may have covered more. An appointment that reaches into it is given whole. */
static void write_events(FILE *output, const struct availability_request *request, const struct calendar *calendar,
                         bool details)
{
    const struct window *window = &request->window;
    size_t written = 0;

    for (size_t i = 0; i < calendar->count; i++) {
        const struct calendar_event *event = &calendar->events[i];
        if (event->time.start >= window->end || event->time.end <= window->start)
            continue;
        fputs(written++ ? "" : "<t:CalendarEventArray>", output);
        write_event(output, event, &request->zone, details);
    }
    if (written)
        fputs("</t:CalendarEventArray>", output);
}

static void write_hours(FILE *output, const struct working_hours *hours)
{
    const char *space = "";

    if (!hours->known)
        return;
    fputs("<t:WorkingHours>", output);
    time_zone_write(output, &hours->zone);
    fputs("<t:WorkingPeriodArray><t:WorkingPeriod><t:DayOfWeek>", output);
    for (int day = 0; day < 7; day++)
        if (hours->days & 1u << day) {
            fputs(space, output);
            fputs(weekday_name(day), output);
            space = " ";
        }
    fprintf(output,
            "</t:DayOfWeek><t:StartTimeInMinutes>%d</t:StartTimeInMinutes><t:EndTimeInMinutes>%d</t:EndTimeInMinutes>"
            "</t:WorkingPeriod></t:WorkingPeriodArray></t:WorkingHours>",
            hours->start, hours->end);
}

static void write_calendar(FILE *output, const struct availability_request *request, const struct calendar *calendar)
{
    const enum view view = calendar->access == ACCESS_DETAILS ? request->view : kinds[request->view].without_details;
    const struct view_kind *kind = &kinds[view];

    fprintf(output, "<m:FreeBusyView><t:FreeBusyViewType>%s</t:FreeBusyViewType>", kind->name);
    if (kind->merged) {
        CLEANUP(cleanup_string) char *merged = calendar_merge(calendar, &request->window, request->interval);
        xml_put_element(output, "t:MergedFreeBusy", merged);
    }
    if (kind->events)
        write_events(output, request, calendar, kind->details);
    write_hours(output, &calendar->hours);
    fputs("</m:FreeBusyView>", output);
}

static void put_exception(FILE *output, const char *name, const char *text)
{
    if (!text || !*text)
        return;
    fprintf(output, "<%s xmlns=\"" NS_ERRORS "\">", name);
    xml_put(output, text);
    fprintf(output, "</%s>", name);
}

static void write_error(FILE *output, const struct availability_error *error)
{
    char number[16] = "";

    if (error->number)
        snprintf(number, sizeof number, "%d", error->number);
    fputs("<m:ResponseMessage ResponseClass=\"Error\">", output);
    xml_put_element(output, "m:MessageText", error->text);
    xml_put_element(output, "m:ResponseCode", error->code);
    fputs("<m:DescriptiveLinkKey>0</m:DescriptiveLinkKey><m:MessageXml>", output);
    put_exception(output, "ExceptionType", error->exception);
    put_exception(output, "ExceptionCode", number);
    put_exception(output, "ExceptionServerName", error->server);
    put_exception(output, "ResponseSource", error->source);
    fputs("</m:MessageXml></m:ResponseMessage><m:FreeBusyView><t:FreeBusyViewType>None</t:FreeBusyViewType>"
          "</m:FreeBusyView>",
          output);
}

void availability_view_write(FILE *output, const struct availability_request *request,
                             const struct availability_result *result)
{
    fputs("<m:FreeBusyResponse>", output);
    if (result->ok) {
        fputs(
            "<m:ResponseMessage ResponseClass=\"Success\"><m:ResponseCode>NoError</m:ResponseCode></m:ResponseMessage>",
            output);
        write_calendar(output, request, &result->calendar);
    } else {
        write_error(output, &result->error);
    }
    fputs("</m:FreeBusyResponse>", output);
}
