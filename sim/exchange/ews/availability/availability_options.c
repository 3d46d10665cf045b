/* SPDX-License-Identifier: MIT */
/* FreeBusyViewOptions and SuggestionsViewOptions. */
#include "availability_options.h"

#include "base/cleanup.h"
#include "base/date_time.h"
#include "base/text.h"
#include "xml/xml.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { DEFAULT_INTERVAL = 30 };

static bool read_moment(const xmlNode *window, const char *name, const struct time_zone *zone, int64_t *seconds)
{
    CLEANUP(cleanup_string) char *text = xml_text_at(window, name);
    struct date_time parsed;

    if (!date_time_parse(text, &parsed))
        return false;
    *seconds = parsed.has_offset ? parsed.seconds : time_zone_to_utc(zone, parsed.seconds);
    return true;
}

static bool read_window(const xmlNode *options, const char *name, const char *complete, const struct time_zone *zone,
                        struct window *window, struct availability_fault *fault)
{
    const xmlNode *element = xml_child(options, name);
    int64_t days;

    if (!read_moment(element, "StartTime", zone, &window->start) ||
        !read_moment(element, "EndTime", zone, &window->end))
        return availability_refuse_schema(fault, name);
    if (window->end <= window->start)
        return availability_refuse(fault, "ErrorInvalidTimeInterval", "The time duration specified for %s is invalid.",
                                   complete);
    days = (window->end - window->start + DAY - 1) / DAY;
    if (days > AVAILABILITY_DAY_LIMIT)
        return availability_refuse(
            fault, "ErrorTimeIntervalTooBig",
            "The requested time duration specified for %s is too long. The allowed limit = %d days; the actual "
            "limit = %lld days.",
            complete, AVAILABILITY_DAY_LIMIT, (long long)days);
    return true;
}

/* An absent element leaves the number as it is. */
static bool read_number(const xmlNode *parent, const char *name, int minimum, int maximum, int *number)
{
    CLEANUP(cleanup_string) char *text = xml_text_at(parent, name);
    char *end = text;
    const long value = text ? strtol(text, &end, 10) : *number;

    if (text && (end == text || *end))
        return false;
    *number = value < INT_MIN ? INT_MIN : value > INT_MAX ? INT_MAX : (int)value;
    return value >= minimum && value <= maximum;
}

static enum view view_from_name(const char *name)
{
    static const char *const names[] = {"None",           "MergedOnly", "FreeBusy",
                                        "FreeBusyMerged", "Detailed",   "DetailedMerged"};

    for (size_t i = 0; i < ARRAY_SIZE(names); i++)
        if (name && strcmp(names[i], name) == 0)
            return (enum view)i;
    return VIEW_COUNT;
}

static bool is_merged(enum view view)
{
    return view == VIEW_MERGED_ONLY || view == VIEW_FREE_BUSY_MERGED || view == VIEW_DETAILED_MERGED;
}

bool availability_read_view(const xmlNode *options, struct availability_request *request,
                            struct availability_fault *fault)
{
    CLEANUP(cleanup_string) char *name = xml_text_at(options, "RequestedView");
    bool valid;

    if (!read_window(options, "TimeWindow", "FreeBusyViewOptions.TimeWindow", &request->zone, &request->window, fault))
        return false;
    request->view = view_from_name(name);
    if (request->view == VIEW_NONE || request->view == VIEW_COUNT)
        return availability_refuse(fault, "ErrorInvalidFreeBusyViewType",
                                   "The requested free/busy view type is not valid.");
    request->interval = DEFAULT_INTERVAL;
    valid = read_number(options, "MergedFreeBusyIntervalInMinutes", 5, 1440, &request->interval) &&
            (int64_t)request->interval * MINUTE <= request->window.end - request->window.start;
    if (!valid && is_merged(request->view))
        return availability_refuse(
            fault, "ErrorInvalidMergedFreeBusyInterval",
            "The specified merged free/busy interval is not valid. Specify an interval that is less than the "
            "free/busy time window and between 5 and 1440 minutes.");
    return true;
}

static int quality_from_name(const char *name)
{
    static const char *const names[] = {"Excellent", "Good", "Fair", "Poor"};

    for (int i = 0; i < (int)ARRAY_SIZE(names); i++)
        if (text_equal(names[i], name))
            return i;
    return -1;
}

bool availability_read_suggestions(const xmlNode *options, struct availability_request *request,
                                   struct availability_fault *fault)
{
    struct suggestion_options *wanted = &request->suggestions;
    CLEANUP(cleanup_string) char *quality = xml_text_at(options, "MinimumSuggestionQuality");

    *wanted = (struct suggestion_options){.good_threshold = 25, .results_by_day = 10, .duration = 60};
    wanted->minimum_quality = quality_from_name(quality ? quality : "Fair");
    if (wanted->minimum_quality < 0)
        return availability_refuse_schema(fault, "MinimumSuggestionQuality");
    if (!read_number(options, "GoodThreshold", 1, 49, &wanted->good_threshold) ||
        !read_number(options, "MaximumResultsByDay", 0, 48, &wanted->results_by_day) ||
        !read_number(options, "MaximumNonWorkHourResultsByDay", 0, 48, &wanted->results_outside_work) ||
        !read_number(options, "MeetingDurationInMinutes", 30, 1440, &wanted->duration))
        return availability_refuse(fault, "ErrorInvalidArgument", "A value of SuggestionsViewOptions is out of range.");
    return read_window(options, "DetailedSuggestionsWindow", "SuggestionsViewOptions.DetailedSuggestionsWindow",
                       &request->zone, &wanted->window, fault);
}
