/* SPDX-License-Identifier: MIT */
/* Expands items to events, merges them to digits, and reads working hours. */
#include "calendar.h"

#include "base/cleanup.h"
#include "base/date_time.h"
#include "base/memory.h"
#include "base/text.h"

#include <stdlib.h>

/* A weekly item as the document has it. */
struct calendar_item {
    const struct object *object;
    int start, end; /* seconds of the day; end may be past midnight */
};

static const char *const type_names[] = {
    [BUSY_FREE] = "Free",
    [BUSY_TENTATIVE] = "Tentative",
    [BUSY_BUSY] = "Busy",
    [BUSY_OOF] = "OOF",
    [BUSY_WORKING_ELSEWHERE] = "WorkingElsewhere",
    [BUSY_NO_DATA] = "NoData",
};

const char *busy_type_name(enum busy_type type)
{
    return type_names[type];
}

enum busy_type busy_type_from_name(const char *name)
{
    size_t i = 0;

    while (i < ARRAY_SIZE(type_names) && !text_equal(type_names[i], name))
        i++;
    return (enum busy_type)i;
}

void calendar_add(struct calendar *calendar, struct calendar_event event)
{
    calendar->events = memory_one_more(calendar->events, calendar->count, sizeof *calendar->events);
    calendar->events[calendar->count++] = event;
}

void calendar_clear(struct calendar *calendar)
{
    for (size_t i = 0; i < calendar->count; i++) {
        free(calendar->events[i].subject);
        free(calendar->events[i].location);
    }
    free(calendar->events);
    *calendar = (struct calendar){0};
}

static void add_occurrence(struct calendar *calendar, const struct calendar_item *item, int64_t day)
{
    const enum busy_type type = busy_type_from_name(object_text(item->object, "BusyType"));
    const size_t copies = (size_t)object_number(item->object, "Copies", 1);

    for (size_t i = 0; i < copies && calendar->count < CALENDAR_LIMIT; i++)
        calendar_add(calendar, (struct calendar_event){.time = {day + item->start, day + item->end},
                                                       .type = type == BUSY_TYPE_COUNT ? BUSY_BUSY : type,
                                                       .subject = text_copy(object_text(item->object, "Subject")),
                                                       .location = text_copy(object_text(item->object, "Location")),
                                                       .meeting = true,
                                                       .recurring = true});
    calendar->matches += copies;
}

static void expand_item(struct calendar *calendar, const struct calendar_item *item, const struct window *window)
{
    /* One that began the day before may reach into the window. */
    for (int64_t day = day_start(window->start) - DAY; day < window->end; day += DAY)
        if (object_lists(item->object, "DaysOfWeek", weekday_name(weekday_of(day))) &&
            day + item->start < window->end && day + item->end > window->start)
            add_occurrence(calendar, item, day);
}

static int by_start(const void *left, const void *right)
{
    const struct calendar_event *a = left, *b = right;

    if (a->time.start != b->time.start)
        return a->time.start < b->time.start ? -1 : 1;
    return (a->time.end > b->time.end) - (a->time.end < b->time.end);
}

void calendar_expand(struct calendar *calendar, const struct snapshot *snapshot, const char *scope,
                     const struct object *mailbox, const struct window *window)
{
    struct calendar_item item = {0};

    while ((item.object = snapshot_next(snapshot, scope, "CalendarItem", item.object))) {
        if (!recipient_has(mailbox, object_text(item.object, "Mailbox")))
            continue;
        item.start = time_of_day_parse(object_text(item.object, "StartTime"));
        item.end = time_of_day_parse(object_text(item.object, "EndTime"));
        if (item.end <= item.start)
            item.end += DAY;
        if (item.start >= 0)
            expand_item(calendar, &item, window);
    }
    if (calendar->count > 1)
        qsort(calendar->events, calendar->count, sizeof *calendar->events, by_start);
}

/* Free 0, tentative 1, busy 2, out of office 3, no data 4; who works elsewhere is as good as unknown to this digit. */
static const char digits[] = {
    [BUSY_FREE] = '0', [BUSY_TENTATIVE] = '1',         [BUSY_BUSY] = '2',
    [BUSY_OOF] = '3',  [BUSY_WORKING_ELSEWHERE] = '4', [BUSY_NO_DATA] = '4',
};

char *calendar_merge(const struct calendar *calendar, const struct window *window, int interval_minutes)
{
    const int64_t interval = (int64_t)interval_minutes * MINUTE, length = window->end - window->start;
    const int64_t count = (length + interval - 1) / interval;
    char *merged = memory_array((size_t)count + 1, 1);

    for (int64_t slot = 0; slot < count; slot++)
        merged[slot] = '0';
    for (size_t i = 0; i < calendar->count; i++) {
        const struct calendar_event *event = &calendar->events[i];
        const int64_t from = event->time.start - window->start, to = event->time.end - window->start;
        for (int64_t slot = from < 0 ? 0 : from / interval; slot < count && slot * interval < to; slot++)
            if (digits[event->type] > merged[slot])
                merged[slot] = digits[event->type];
    }
    return merged;
}

static unsigned work_days(const struct object *configuration)
{
    unsigned days = 0;
    size_t count = 0;

    for (const char *name; (name = object_item(configuration, "WorkDays", count)); count++) {
        const int day = weekday_from_name(name);
        days |= day < 0 ? 0 : 1u << day;
    }
    return days;
}

void working_hours_load(struct working_hours *hours, const struct snapshot *snapshot, const char *scope,
                        const struct object *mailbox)
{
    const struct object *configuration = snapshot_find(snapshot, scope, "MailboxCalendarConfiguration", "Identity",
                                                       object_text(mailbox, "PrimarySmtpAddress"));
    const struct time_zone *zone =
        time_zone_find(configuration ? object_text(configuration, "WorkingHoursTimeZone") : "UTC");
    const int start = configuration ? time_of_day_parse(object_text(configuration, "WorkingHoursStartTime")) : -1;
    const int end = configuration ? time_of_day_parse(object_text(configuration, "WorkingHoursEndTime")) : -1;

    *hours = (struct working_hours){.known = zone, .broken = !zone, .days = 0x3E, .start = 480, .end = 1020};
    if (zone)
        hours->zone = *zone;
    if (configuration && object_count(configuration, "WorkDays"))
        hours->days = work_days(configuration);
    if (start >= 0)
        hours->start = start / MINUTE;
    if (end >= 0)
        hours->end = end / MINUTE;
}

bool working_hours_possible(const struct working_hours *hours)
{
    return !hours->broken && hours->start <= hours->end;
}
