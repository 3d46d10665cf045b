/* SPDX-License-Identifier: MIT */
/* The XML of a time zone. */
#include "zone_elements.h"

#include "base/cleanup.h"
#include "base/date_time.h"
#include "xml/xml.h"

#include <stdlib.h>

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
