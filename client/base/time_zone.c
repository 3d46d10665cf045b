/* SPDX-License-Identifier: MIT */
/* Arithmetic of a time zone. */
#include "time_zone.h"

#include "date_time.h"

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
