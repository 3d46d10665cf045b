/* SPDX-License-Identifier: MIT */
/* Asks GetUserAvailability, and reads busy times, or why there are none. */
#include "availability.h"

#include "answer/answer.h"
#include "answer/refusal.h"
#include "base/cleanup.h"
#include "base/date_time.h"
#include "base/text.h"
#include "flow/transport/envelope.h"
#include "vocabulary/exchange_names.h"
#include "window.h"
#include "xml/xml.h"

#include <string.h>

#define ACTION ACTION_EWS_PREFIX "GetUserAvailability"

/* A clock that never changes; the schema has no way to say so: both changes are by zero minutes. */
#define TIME_ZONE                                                                                                      \
    "<t:TimeZone><t:Bias>%d</t:Bias><t:StandardTime><t:Bias>0</t:Bias><t:Time>00:00:00</t:Time>"                       \
    "<t:DayOrder>1</t:DayOrder><t:Month>10</t:Month><t:DayOfWeek>Sunday</t:DayOfWeek></t:StandardTime>"                \
    "<t:DaylightTime><t:Bias>0</t:Bias><t:Time>00:00:00</t:Time><t:DayOrder>1</t:DayOrder><t:Month>4</t:Month>"        \
    "<t:DayOfWeek>Sunday</t:DayOfWeek></t:DaylightTime></t:TimeZone>"

/* Between servers everything is in UTC; clients ask on a clock. */
static int clock_of(const struct flow *flow)
{
    return flow->lookup->way == WAY_CLIENT ? flow->zone_minutes : 0;
}

/* The same instant on a clock that is some minutes ahead; the caller frees it. */
static char *moved(const char *text, int minutes)
{
    struct date_time time;
    char other[32];

    if (minutes == 0 || !date_time_parse(text, &time))
        return text_copy(text);
    return text_copy(date_time_format(time.seconds + minutes * MINUTE, other));
}

static void put_window(FILE *output, const struct flow *flow, const char *name)
{
    const struct asked_window window = window_of(flow->settings);
    CLEANUP(cleanup_string) char *start = moved(window.start, clock_of(flow));
    CLEANUP(cleanup_string) char *end = moved(window.end, clock_of(flow));

    fprintf(output, "<%s>", name);
    envelope_put(output, "t:StartTime", start);
    envelope_put(output, "t:EndTime", end);
    fprintf(output, "</%s>", name);
}

static void put_mailbox(FILE *output, const struct flow *flow)
{
    fputs("<m:MailboxDataArray><t:MailboxData><t:Email>", output);
    envelope_put(output, "t:Address", flow->route.target);
    fputs("</t:Email>", output);
    envelope_put(output, "t:AttendeeType", flow->route.rooms ? "Room" : "Required");
    fputs("<t:ExcludeConflicts>false</t:ExcludeConflicts></t:MailboxData></m:MailboxDataArray>", output);
}

/* As the room finder does: an hour in the same window. */
static void put_suggestions(FILE *output, const struct flow *flow)
{
    if (!flow->route.rooms)
        return;
    fputs("<t:SuggestionsViewOptions><t:MeetingDurationInMinutes>60</t:MeetingDurationInMinutes>", output);
    put_window(output, flow, "t:DetailedSuggestionsWindow");
    fputs("</t:SuggestionsViewOptions>", output);
}

static char *make_request(const struct flow *flow)
{
    struct envelope envelope;

    envelope_begin(&envelope);
    fputs("<t:RequestServerVersion xmlns:t=\"" NS_TYPES "\" Version=\"Exchange2010\"/>", envelope.output);
    if (flow->credentials.security)
        envelope_address(&envelope, ACTION, flow->route.ews_url);
    envelope_secure(&envelope, flow->credentials.security);
    envelope_body(&envelope);
    fprintf(envelope.output,
            "<m:GetUserAvailabilityRequest xmlns:m=\"" NS_MESSAGES "\" xmlns:t=\"" NS_TYPES "\">" TIME_ZONE,
            -clock_of(flow));
    put_mailbox(envelope.output, flow);
    fputs("<t:FreeBusyViewOptions>", envelope.output);
    put_window(envelope.output, flow, "t:TimeWindow");
    fputs("<t:MergedFreeBusyIntervalInMinutes>30</t:MergedFreeBusyIntervalInMinutes>"
          "<t:RequestedView>DetailedMerged</t:RequestedView></t:FreeBusyViewOptions>",
          envelope.output);
    put_suggestions(envelope.output, flow);
    fputs("</m:GetUserAvailabilityRequest>", envelope.output);
    return envelope_end(&envelope);
}

/* What stands there on the clock that was asked on, in UTC; the caller frees it. NULL: nothing does. */
static char *time_at(const struct flow *flow, const xmlNode *node, const char *name)
{
    CLEANUP(cleanup_string) char *text = xml_text_at(node, name);

    return text ? moved(text, -clock_of(flow)) : NULL;
}

static void read_event(const struct flow *flow, struct evidence_event *event, const xmlNode *node)
{
    event->start = time_at(flow, node, "StartTime");
    event->end = time_at(flow, node, "EndTime");
    event->busy_type = xml_text_at(node, "BusyType");
    event->subject = xml_text_at(node, "CalendarEventDetails/Subject");
}

static void read_view(const struct flow *flow, xmlNode *view)
{
    struct lookup *lookup = flow->lookup;

    for (const xmlNode *event = xml_find(view, "CalendarEventArray/CalendarEvent"); event;
         event = xml_next(event, "CalendarEvent"))
        read_event(flow, lookup_add_event(lookup), event);
    lookup->merged = xml_text_at(view, "MergedFreeBusy");
    lookup->view = xml_dump(view);
}

/* The suggestions may be refused where the view is not. */
static bool read_response(const struct flow *flow, struct evidence *record, const struct reply *reply,
                          const xmlNode *root)
{
    const xmlNode *whole = xml_find(root, "Body/GetUserAvailabilityResponse");
    const xmlNode *response = xml_find(whole, "FreeBusyResponseArray/FreeBusyResponse");
    const xmlNode *message = xml_child(response, "ResponseMessage");
    const xmlNode *suggestions = xml_find(whole, "SuggestionsResponse/ResponseMessage");
    xmlNode *view = xml_child(response, "FreeBusyView");

    if (refusal_is_message(message))
        return refusal_read_message(record, reply, message);
    if (refusal_is_message(suggestions))
        return refusal_read_message(record, reply, suggestions);
    if (!message || !view)
        return answer_refuse(record, reply, OUTCOME_UNEXPECTED_ANSWER);
    read_view(flow, view);
    return true;
}

bool availability_ask(struct flow *flow)
{
    CLEANUP(cleanup_string) char *body = make_request(flow);
    CLEANUP(reply_clear) struct reply reply = {0};
    CLEANUP(xml_free) xmlDoc *document = NULL;
    struct transport_query query = flow_query(flow, HOP_AVAILABILITY, flow->route.ews_url);
    struct evidence *record;

    query.action = ACTION;
    query.body = body;
    record = flow_ask(flow, &query, &reply);
    if (record->outcome != OUTCOME_OK)
        return false;
    document = answer_read(ANSWER_SOAP, &reply, record);
    return document && read_response(flow, record, &reply, xmlDocGetRootElement(document));
}
