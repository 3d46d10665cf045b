/* SPDX-License-Identifier: MIT */
/* The organisation asks another for a user of its own: the look-up that the lab is about, run by the availability flow
 * and turned into the FreeBusyResponse that Exchange gives its clients. */
#include "front_door.h"

#include "base/cleanup.h"
#include "base/date_time.h"
#include "base/text.h"
#include "evidence/evidence.h"
#include "exchange/common/server.h"
#include "xml/xml.h"

#include <string.h>

static void add_event(struct calendar *calendar, const struct evidence_event *found)
{
    struct calendar_event event = {.type = busy_type_from_name(found->busy_type)};
    struct date_time start, end;

    if (event.type == BUSY_TYPE_COUNT || !date_time_parse(found->start, &start) || !date_time_parse(found->end, &end))
        return;
    event.time = (struct window){start.seconds, end.seconds};
    event.subject = text_copy(found->subject);
    calendar_add(calendar, event);
}

/* The flow asked for its own view in UTC; the client's view is made of what came back. */
static void relay(const struct lookup *lookup, struct availability_result *result)
{
    xmlDoc *document = lookup->view ? xml_parse(lookup->view, strlen(lookup->view), "view", NULL) : NULL;

    if (document)
        calendar_read(&result->calendar, xmlDocGetRootElement(document));
    else
        result->calendar.access = ACCESS_AVAILABILITY;
    if (!document)
        for (size_t i = 0; i < lookup->event_count; i++)
            add_event(&result->calendar, &lookup->events[i]);
    result->ok = true;
    xml_free(&document);
}

/* The server that holds the asker's mailbox asks, so it is there that an exception originates. */
static const char *asking_server(const struct exchange_call *call, const struct lookup *lookup)
{
    const struct object *asker = recipient_next(call->snapshot, call->scope, lookup->requester, NULL);
    const char *name = asker ? object_text(asker, "ServerName") : "";

    return *name ? name : server_name(call);
}

static char *message_text(const struct exchange_call *call, const struct lookup *lookup)
{
    if (call->setup->message_text)
        return call->setup->message_text(lookup, asking_server(call, lookup));
    return text_copy(lookup->error_text ? lookup->error_text : "The look-up failed.");
}

static void report(const struct exchange_call *call, const struct lookup *lookup, struct availability_error *error)
{
    error->text = message_text(call, lookup);
    error->code = text_copy(lookup->response_code ? lookup->response_code : "ErrorProxyRequestProcessingFailed");
    error->exception = text_copy(lookup->exception_class);
    error->number = lookup->exception_code;
    error->server = text_copy(asking_server(call, lookup));
    error->source = text_copy(lookup->response_source);
}

void front_door_ask(const struct exchange_call *call, const struct caller *caller, const struct window *window,
                    const char *address, struct availability_result *result)
{
    char start[32], end[32];
    CLEANUP(lookup_free) struct lookup *lookup = NULL;

    result->postponed = call->request->must_not_wait;
    if (result->postponed)
        return;
    lookup = call->setup->ask(call->setup->context, call->snapshot, call->scope,
                              &(struct asked_look_up){.requester = caller->address,
                                                      .target = address,
                                                      .start = date_time_format(window->start, start),
                                                      .end = date_time_format(window->end, end),
                                                      .zone_minutes = caller->zone_minutes});
    if (lookup && lookup->ok) {
        relay(lookup, result);
    } else if (lookup) {
        report(call, lookup, &result->error);
    } else {
        result->error.text = text_copy("The availability flow could not be started.");
        result->error.code = text_copy("ErrorInternalServerError");
    }
}
