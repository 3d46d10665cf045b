/* SPDX-License-Identifier: MIT */
/* Reading GetUserAvailabilityRequest, with the limits of the service. */
#include "availability_reading.h"

#include "availability_options.h"
#include "base/cleanup.h"
#include "base/date_time.h"
#include "base/memory.h"
#include "base/text.h"
#include "exchange/common/soap.h"
#include "exchange/ews/time_zones/zone_elements.h"
#include "xml/xml.h"

#include <stdlib.h>
#include <string.h>

enum { MAILBOX_LIMIT = 100 };

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
        availability_refuse(fault, "ErrorTimeZone", "The time zone '%.100s' is not known to this server.",
                            (const char *)id);
    xmlFree(id);
    if (body)
        return time_zone_read(body, zone) || availability_refuse_schema(fault, "TimeZone");
    return known != NULL;
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
        return availability_refuse(fault, "ErrorMailboxDataArrayEmpty",
                                   "There are no target users in the EmailAddress array.");
    if (count > MAILBOX_LIMIT)
        return availability_refuse(
            fault, "ErrorMailboxDataArrayTooBig",
            "There are too many target users in the EmailAddress array. The allowed size = %d; the actual size "
            "= %zu.",
            MAILBOX_LIMIT, count);
    request->attendees = memory_array(count, sizeof *request->attendees);
    for (const xmlNode *data = xml_child(array, "MailboxData"); data; data = xml_next(data, "MailboxData"))
        add_attendee(request, data);
    return true;
}

/* Both windows are looked up as one; far apart they would make the server expand years. */
static bool close_enough(const struct availability_request *request, struct availability_fault *fault)
{
    const int64_t limit = 2 * AVAILABILITY_DAY_LIMIT * (int64_t)DAY;

    if (!request->wants_view || !request->wants_suggestions)
        return true;
    if (request->window.end - request->suggestions.window.start <= limit &&
        request->suggestions.window.end - request->window.start <= limit)
        return true;
    return availability_refuse(
        fault, "ErrorTimeIntervalTooBig",
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
        return availability_refuse(
            fault, "ErrorInvalidFreeBusyViewType",
            "The request asks for nothing: it has neither FreeBusyViewOptions nor SuggestionsViewOptions.");
    return read_zone(call, element, &request->zone, fault) &&
           read_attendees(xml_child(element, "MailboxDataArray"), request, fault) &&
           (!view || availability_read_view(view, request, fault)) &&
           (!suggestions || availability_read_suggestions(suggestions, request, fault)) && close_enough(request, fault);
}
