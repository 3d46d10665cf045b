/* SPDX-License-Identifier: MIT */
#include "availability.h"

#include "answer.h"
#include "cleanup.h"
#include "envelope.h"
#include "exchange_names.h"
#include "text.h"
#include "window.h"
#include "xml.h"

#include <string.h>
#include <time.h>

#define ACTION ACTION_EWS_PREFIX "GetUserAvailability"

/* UTC has no daylight saving time, and the schema no way to say so: both changes are by zero minutes. */
#define TIME_ZONE                                                                                                      \
    "<t:TimeZone><t:Bias>0</t:Bias><t:StandardTime><t:Bias>0</t:Bias><t:Time>00:00:00</t:Time>"                        \
    "<t:DayOrder>1</t:DayOrder><t:Month>10</t:Month><t:DayOfWeek>Sunday</t:DayOfWeek></t:StandardTime>"                \
    "<t:DaylightTime><t:Bias>0</t:Bias><t:Time>00:00:00</t:Time><t:DayOrder>1</t:DayOrder><t:Month>4</t:Month>"        \
    "<t:DayOfWeek>Sunday</t:DayOfWeek></t:DaylightTime></t:TimeZone>"

static void put_window(FILE *output, const struct flow_settings *settings)
{
    char start[32], end[32];

    window_next(time(NULL), start, end);
    fputs("<t:TimeWindow>", output);
    envelope_put(output, "t:StartTime", settings->start ? settings->start : start);
    envelope_put(output, "t:EndTime", settings->end ? settings->end : end);
    fputs("</t:TimeWindow>", output);
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
    fputs("<m:GetUserAvailabilityRequest xmlns:m=\"" NS_MESSAGES "\" xmlns:t=\"" NS_TYPES "\">" TIME_ZONE
          "<m:MailboxDataArray><t:MailboxData><t:Email>",
          envelope.output);
    envelope_put(envelope.output, "t:Address", flow->route.target);
    fputs("</t:Email><t:AttendeeType>Required</t:AttendeeType><t:ExcludeConflicts>false</t:ExcludeConflicts>"
          "</t:MailboxData></m:MailboxDataArray><t:FreeBusyViewOptions>",
          envelope.output);
    put_window(envelope.output, flow->settings);
    fputs("<t:MergedFreeBusyIntervalInMinutes>30</t:MergedFreeBusyIntervalInMinutes>"
          "<t:RequestedView>DetailedMerged</t:RequestedView></t:FreeBusyViewOptions></m:GetUserAvailabilityRequest>",
          envelope.output);
    return envelope_end(&envelope);
}

static void read_event(struct evidence_event *event, const xmlNode *node)
{
    event->start = xml_text_at(node, "StartTime");
    event->end = xml_text_at(node, "EndTime");
    event->busy_type = xml_text_at(node, "BusyType");
    event->subject = xml_text_at(node, "CalendarEventDetails/Subject");
}

static void read_view(struct lookup *lookup, xmlNode *view)
{
    for (const xmlNode *event = xml_find(view, "CalendarEventArray/CalendarEvent"); event;
         event = xml_next(event, "CalendarEvent"))
        read_event(lookup_add_event(lookup), event);
    lookup->merged = xml_text_at(view, "MergedFreeBusy");
    lookup->view = xml_dump(view);
}

/* The text stays as it is written: it may tell class, server and LID of a failure further on. */
static bool refuse(struct evidence *record, const struct reply *reply, const xmlNode *message)
{
    CLEANUP(cleanup_string) char *code = xml_text_at(message, "MessageXml/ExceptionCode");

    answer_refuse(record, reply, OUTCOME_ERROR_RESPONSE);
    record->fault_code = xml_text_at(message, "ResponseCode");
    record->fault_text = xml_text_at(message, "MessageText");
    record->exception_code = code ? atoi(code) : 0;
    return false;
}

static bool read_response(struct lookup *lookup, struct evidence *record, const struct reply *reply,
                          const xmlNode *root)
{
    const xmlNode *response = xml_find(root, "Body/GetUserAvailabilityResponse/FreeBusyResponseArray/FreeBusyResponse");
    const xmlNode *message = xml_child(response, "ResponseMessage");
    xmlNode *view = xml_child(response, "FreeBusyView");
    xmlChar *class = message ? xmlGetNoNsProp(message, BAD_CAST "ResponseClass") : NULL;
    const bool error = text_equal((const char *)class, "Error");

    xmlFree(class);
    if (error)
        return refuse(record, reply, message);
    if (!message || !view)
        return answer_refuse(record, reply, OUTCOME_UNEXPECTED_ANSWER);
    read_view(lookup, view);
    return true;
}

bool availability_ask(struct flow *flow)
{
    CLEANUP(cleanup_string) char *body = make_request(flow);
    CLEANUP(reply_clear) struct reply reply = {0};
    CLEANUP(xml_free) xmlDoc *document = NULL;
    struct query query = flow_query(flow, HOP_AVAILABILITY, flow->route.ews_url);
    struct evidence *record;

    query.action = ACTION;
    query.body = body;
    record = transport_ask(flow->transport, flow->lookup, &query, &reply);
    if (record->outcome != OUTCOME_OK)
        return false;
    document = answer_read(ANSWER_SOAP, &reply, record);
    return document && read_response(flow->lookup, record, &reply, xmlDocGetRootElement(document));
}
