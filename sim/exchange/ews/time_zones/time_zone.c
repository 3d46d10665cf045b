/* SPDX-License-Identifier: MIT */
/* Arithmetic of a time zone, and its XML. */
#include "time_zone.h"

#include "base/cleanup.h"
#include "base/date_time.h"
#include "xml/xml.h"

#include <limits.h>

static int64_t day_of(const struct zone_change *change, int year)
{
    const int64_t first = day_of_date(year, change->month, 1);
    const int64_t next = first + (int64_t)month_days(year, change->month) * DAY;
    int64_t day;

    if (change->year)
        return day_of_date(year, change->month, change->order);
    day = first + (int64_t)((change->weekday - weekday_of(first) + 7) % 7) * DAY;
    day += (int64_t)(change->order - 1) * 7 * DAY;
    while (day >= next) /* the fifth is the last */
        day -= 7 * DAY;
    return day;
}

/* Local wall time at which the change happens, on the clock of the period before it. */
static int64_t moment(const struct zone_change *change, int year)
{
    return day_of(change, year) + change->seconds;
}

bool time_zone_changes(const struct time_zone *zone)
{
    return zone->standard.month && zone->daylight.month && zone->standard.bias != zone->daylight.bias;
}

static bool applies(const struct zone_change *change, int year)
{
    return !change->year || change->year == year;
}

/* Minutes of bias at an instant. */
static int bias_at(const struct time_zone *zone, int64_t utc)
{
    const int standard = zone->bias + zone->standard.bias, daylight = zone->bias + zone->daylight.bias;
    const int year = year_of(utc - (int64_t)standard * MINUTE);
    int64_t begins, ends;
    bool summer;

    if (!time_zone_changes(zone) || !applies(&zone->standard, year) || !applies(&zone->daylight, year))
        return standard;
    begins = moment(&zone->daylight, year) + (int64_t)standard * MINUTE;
    ends = moment(&zone->standard, year) + (int64_t)daylight * MINUTE;
    summer = begins < ends ? utc >= begins && utc < ends : utc >= begins || utc < ends; /* south of the equator */
    return summer ? daylight : standard;
}

int64_t time_zone_to_local(const struct time_zone *zone, int64_t utc)
{
    return utc - (int64_t)bias_at(zone, utc) * MINUTE;
}

/* An hour that happens twice is read as standard time; one that does not exist, as if the clocks had not changed. */
int64_t time_zone_to_utc(const struct time_zone *zone, int64_t local)
{
    const int64_t standard = local + (int64_t)(zone->bias + zone->standard.bias) * MINUTE;
    const int64_t daylight = local + (int64_t)(zone->bias + zone->daylight.bias) * MINUTE;

    if (time_zone_to_local(zone, standard) == local)
        return standard;
    return time_zone_to_local(zone, daylight) == local ? daylight : standard;
}

static bool read_number(const xmlNode *parent, const char *name, int minimum, int maximum, int *number)
{
    CLEANUP(cleanup_string) char *text = xml_text_at(parent, name);
    char *end = text;
    const long value = text ? strtol(text, &end, 10) : 0;

    *number = (int)value;
    return text && end != text && !*end && value >= minimum && value <= maximum;
}

static bool read_change(const xmlNode *element, struct zone_change *change)
{
    CLEANUP(cleanup_string) char *time = xml_text_at(element, "Time");
    CLEANUP(cleanup_string) char *day = xml_text_at(element, "DayOfWeek");

    *change = (struct zone_change){.seconds = time_of_day_parse(time), .weekday = weekday_from_name(day)};
    if (xml_child(element, "Year") && !read_number(element, "Year", 0, 9000, &change->year))
        return false;
    if (!read_number(element, "Bias", -DAY / MINUTE, DAY / MINUTE, &change->bias) ||
        !read_number(element, "Month", 0, 12, &change->month) ||
        !read_number(element, "DayOrder", 0, change->year ? 31 : 5, &change->order))
        return false;
    return change->seconds >= 0 && change->weekday >= 0 && (change->order > 0 || change->month == 0);
}

bool time_zone_read(const xmlNode *element, struct time_zone *zone)
{
    *zone = (struct time_zone){0};
    return element && read_number(element, "Bias", -DAY / MINUTE, DAY / MINUTE, &zone->bias) &&
           read_change(xml_child(element, "StandardTime"), &zone->standard) &&
           read_change(xml_child(element, "DaylightTime"), &zone->daylight);
}

static void write_change(FILE *output, const char *name, const struct zone_change *change)
{
    fprintf(output,
            "<t:%s><t:Bias>%d</t:Bias><t:Time>%02d:%02d:%02d</t:Time><t:DayOrder>%d</t:DayOrder><t:Month>%d</t:Month>"
            "<t:DayOfWeek>%s</t:DayOfWeek></t:%s>",
            name, change->bias, change->seconds / HOUR, change->seconds / MINUTE % 60, change->seconds % 60,
            change->order, change->month, weekday_name(change->weekday), name);
}

void time_zone_write(FILE *output, const struct time_zone *zone)
{
    fprintf(output, "<t:TimeZone><t:Bias>%d</t:Bias>", zone->bias);
    write_change(output, "StandardTime", &zone->standard);
    write_change(output, "DaylightTime", &zone->daylight);
    fputs("</t:TimeZone>", output);
}
