/* SPDX-License-Identifier: MIT */
/* A FreeBusyView that another server gave, turned back into a calendar. */
#include "base/cleanup.h"
#include "base/date_time.h"
#include "base/text.h"
#include "calendar.h"
#include "exchange/ews/time_zones/zone_elements.h"
#include "xml/xml.h"

#include <stdlib.h>
#include <string.h>

static bool read_time(const xmlNode *event, const char *name, int64_t *seconds)
{
    CLEANUP(cleanup_string) char *text = xml_text_at(event, name);
    struct date_time parsed;

    if (!date_time_parse(text, &parsed))
        return false;
    *seconds = parsed.seconds;
    return true;
}

static bool is_true(const xmlNode *parent, const char *name)
{
    CLEANUP(cleanup_string) char *text = xml_text_at(parent, name);

    return text_equal(text, "true") || text_equal(text, "1");
}

static void read_event(struct calendar *calendar, const xmlNode *element)
{
    const xmlNode *details = xml_child(element, "CalendarEventDetails");
    CLEANUP(cleanup_string) char *type = xml_text_at(element, "BusyType");
    struct calendar_event event = {.type = busy_type_from_name(type)};

    if (event.type == BUSY_TYPE_COUNT || !read_time(element, "StartTime", &event.time.start) ||
        !read_time(element, "EndTime", &event.time.end))
        return;
    event.subject = xml_text_at(details, "Subject");
    event.location = xml_text_at(details, "Location");
    event.meeting = is_true(details, "IsMeeting");
    event.recurring = is_true(details, "IsRecurring");
    event.private = is_true(details, "IsPrivate");
    calendar_add(calendar, event);
}

static int read_minutes(const xmlNode *period, const char *name)
{
    CLEANUP(cleanup_string) char *text = xml_text_at(period, name);
    const long minutes = text ? strtol(text, NULL, 10) : -1;

    return minutes >= 0 && minutes <= DAY / MINUTE ? (int)minutes : -1;
}

static unsigned read_days(const xmlNode *period)
{
    CLEANUP(cleanup_string) char *text = xml_text_at(period, "DayOfWeek");
    unsigned days = 0;
    char *rest = text;

    for (char *name; (name = strsep(&rest, " "));) {
        const int day = weekday_from_name(name);
        days |= day < 0 ? 0 : 1u << day;
    }
    return days;
}

static void read_hours(struct working_hours *hours, const xmlNode *element)
{
    const xmlNode *period = xml_find(element, "WorkingPeriodArray/WorkingPeriod");

    if (!period || !time_zone_read(xml_child(element, "TimeZone"), &hours->zone))
        return;
    hours->days = read_days(period);
    hours->start = read_minutes(period, "StartTimeInMinutes");
    hours->end = read_minutes(period, "EndTimeInMinutes");
    hours->known = hours->start >= 0 && hours->end >= 0;
}

void calendar_read(struct calendar *calendar, const xmlNode *view)
{
    CLEANUP(cleanup_string) char *type = xml_text_at(view, "FreeBusyViewType");

    calendar->access = text_starts(type, "Detailed") ? ACCESS_DETAILS : ACCESS_AVAILABILITY;
    for (const xmlNode *event = xml_find(view, "CalendarEventArray/CalendarEvent");
         event && calendar->count < CALENDAR_LIMIT; event = xml_next(event, "CalendarEvent"))
        read_event(calendar, event);
    read_hours(&calendar->hours, xml_child(view, "WorkingHours"));
}
