/* SPDX-License-Identifier: MIT */
/* Reading GetUserAvailabilityRequest, with the limits of the service. */
#include "availability.h"

#include "cleanup.h"
#include "date_time.h"
#include "soap.h"
#include "text.h"
#include "xml.h"

#include <limits.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { MAILBOX_LIMIT = 100, DAY_LIMIT = 62, DEFAULT_INTERVAL = 30 };

static bool refuse(struct availability_fault *fault, const char *code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static bool refuse(struct availability_fault *fault, const char *code, const char *format, ...)
{
    va_list arguments;

    fault->code = code;
    va_start(arguments, format);
    vsnprintf(fault->text, sizeof fault->text, format, arguments);
    va_end(arguments);
    return false;
}

static bool refuse_schema(struct availability_fault *fault, const char *element)
{
    return refuse(fault, "ErrorSchemaValidation",
                  "The request failed schema validation: the '%s' element is missing or its value is not valid.",
                  element);
}

/* The zone stands in the body, or only in the SOAP header by its Windows id; without both it is UTC. */
static bool read_zone(const struct exchange_call *call, const xmlNode *element, struct time_zone *zone,
                      struct availability_fault *fault)
{
    const xmlNode *body = xml_child(element, "TimeZone");
    const xmlNode *context = xml_child(soap_header(call, "TimeZoneContext"), "TimeZoneDefinition");
    xmlChar *id = context ? xmlGetNoNsProp(context, (const xmlChar *)"Id") : NULL;
    const struct time_zone *known = time_zone_find(id ? (const char *)id : "UTC");

    if (known && !body)
        *zone = *known;
    if (!known)
        refuse(fault, "ErrorTimeZone", "The time zone '%.100s' is not known to this server.", (const char *)id);
    xmlFree(id);
    if (body)
        return time_zone_read(body, zone) || refuse_schema(fault, "TimeZone");
    return known != NULL;
}

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
        return refuse_schema(fault, name);
    if (window->end <= window->start)
        return refuse(fault, "ErrorInvalidTimeInterval", "The time duration specified for %s is invalid.", complete);
    days = (window->end - window->start + DAY - 1) / DAY;
    if (days > DAY_LIMIT)
        return refuse(fault, "ErrorTimeIntervalTooBig",
                      "The requested time duration specified for %s is too long. The allowed limit = %d days; the actual "
                      "limit = %lld days.",
                      complete, DAY_LIMIT, (long long)days);
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

static bool read_view(const xmlNode *options, struct availability_request *request, struct availability_fault *fault)
{
    CLEANUP(cleanup_string) char *name = xml_text_at(options, "RequestedView");
    bool valid;

    if (!read_window(options, "TimeWindow", "FreeBusyViewOptions.TimeWindow", &request->zone, &request->window, fault))
        return false;
    request->view = view_from_name(name);
    if (request->view == VIEW_NONE || request->view == VIEW_COUNT)
        return refuse(fault, "ErrorInvalidFreeBusyViewType", "The requested free/busy view type is not valid.");
    request->interval = DEFAULT_INTERVAL;
    valid = read_number(options, "MergedFreeBusyIntervalInMinutes", 5, 1440, &request->interval) &&
            (int64_t)request->interval * MINUTE <= request->window.end - request->window.start;
    if (!valid && is_merged(request->view))
        return refuse(fault, "ErrorInvalidMergedFreeBusyInterval",
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

static bool read_suggestions(const xmlNode *options, struct availability_request *request,
                             struct availability_fault *fault)
{
    struct suggestion_options *wanted = &request->suggestions;
    CLEANUP(cleanup_string) char *quality = xml_text_at(options, "MinimumSuggestionQuality");

    *wanted = (struct suggestion_options){.good_threshold = 25, .results_by_day = 10, .duration = 60};
    wanted->minimum_quality = quality_from_name(quality ? quality : "Fair");
    if (wanted->minimum_quality < 0)
        return refuse_schema(fault, "MinimumSuggestionQuality");
    if (!read_number(options, "GoodThreshold", 1, 49, &wanted->good_threshold) ||
        !read_number(options, "MaximumResultsByDay", 0, 48, &wanted->results_by_day) ||
        !read_number(options, "MaximumNonWorkHourResultsByDay", 0, 48, &wanted->results_outside_work) ||
        !read_number(options, "MeetingDurationInMinutes", 30, 1440, &wanted->duration))
        return refuse(fault, "ErrorInvalidArgument", "A value of SuggestionsViewOptions is out of range.");
    return read_window(options, "DetailedSuggestionsWindow", "SuggestionsViewOptions.DetailedSuggestionsWindow",
                       &request->zone, &wanted->window, fault);
}

static void add_attendee(struct availability_request *request, const xmlNode *data)
{
    CLEANUP(cleanup_string) char *type = xml_text_at(data, "AttendeeType");
    CLEANUP(cleanup_string) char *exclude = xml_text_at(data, "ExcludeConflicts");
    char *address = xml_text_at(data, "Email/Address");

    request->attendees[request->attendee_count++] =
        (struct attendee){.address = address ? address : text_copy(""),
                          .required = text_equal(type, "Required") || text_equal(type, "Organizer"),
                          .ignored = text_equal(exclude, "true") || text_equal(exclude, "1")};
}

static bool read_attendees(const xmlNode *array, struct availability_request *request, struct availability_fault *fault)
{
    size_t count = 0;

    for (const xmlNode *data = xml_child(array, "MailboxData"); data; data = xml_next(data, "MailboxData"))
        count++;
    if (count == 0)
        return refuse(fault, "ErrorMailboxDataArrayEmpty", "There are no target users in the EmailAddress array.");
    if (count > MAILBOX_LIMIT)
        return refuse(fault, "ErrorMailboxDataArrayTooBig",
                      "There are too many target users in the EmailAddress array. The allowed size = %d; the actual size "
                      "= %zu.",
                      MAILBOX_LIMIT, count);
    request->attendees = calloc(count, sizeof *request->attendees);
    if (!request->attendees)
        abort();
    for (const xmlNode *data = xml_child(array, "MailboxData"); data; data = xml_next(data, "MailboxData"))
        add_attendee(request, data);
    return true;
}

/* Both windows are looked up as one; far apart they would make the server expand years. */
static bool close_enough(const struct availability_request *request, struct availability_fault *fault)
{
    const int64_t limit = 2 * DAY_LIMIT * (int64_t)DAY;

    if (!request->wants_view || !request->wants_suggestions)
        return true;
    if (request->window.end - request->suggestions.window.start <= limit &&
        request->suggestions.window.end - request->window.start <= limit)
        return true;
    return refuse(fault, "ErrorTimeIntervalTooBig",
                  "FreeBusyViewOptions.TimeWindow and SuggestionsViewOptions.DetailedSuggestionsWindow are too far apart.");
}

bool availability_request_read(const struct exchange_call *call, const xmlNode *element,
                               struct availability_request *request, struct availability_fault *fault)
{
    const xmlNode *view = xml_child(element, "FreeBusyViewOptions");
    const xmlNode *suggestions = xml_child(element, "SuggestionsViewOptions");

    request->wants_view = view != NULL;
    request->wants_suggestions = suggestions != NULL;
    if (!view && !suggestions)
        return refuse(fault, "ErrorInvalidFreeBusyViewType",
                      "The request asks for nothing: it has neither FreeBusyViewOptions nor SuggestionsViewOptions.");
    return read_zone(call, element, &request->zone, fault) &&
           read_attendees(xml_child(element, "MailboxDataArray"), request, fault) &&
           (!view || read_view(view, request, fault)) &&
           (!suggestions || read_suggestions(suggestions, request, fault)) && close_enough(request, fault);
}

void availability_request_clear(struct availability_request *request)
{
    for (size_t i = 0; i < request->attendee_count; i++)
        free(request->attendees[i].address);
    free(request->attendees);
    *request = (struct availability_request){0};
}
