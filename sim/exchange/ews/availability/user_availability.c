/* SPDX-License-Identifier: MIT */
/* GetUserAvailability */
#include "user_availability.h"

#include "availability_reading.h"
#include "availability_view.h"
#include "base/cleanup.h"
#include "base/date_time.h"
#include "base/memory.h"
#include "exchange/common/soap.h"
#include "mailboxes.h"
#include "suggestions.h"

#include <stdlib.h>

/* One period covers what was asked for: a look-up at another organisation serves both the view and the suggestions. */
static struct window whole_window(const struct availability_request *request)
{
    const struct window *other = &request->suggestions.window;
    struct window window = request->wants_view ? request->window : *other;

    if (request->wants_suggestions && other->start < window.start)
        window.start = other->start;
    if (request->wants_suggestions && other->end > window.end)
        window.end = other->end;
    return window;
}

static void respond(const struct exchange_call *call, const struct availability_request *request,
                    const struct availability_result *results, struct answer *answer)
{
    struct soap_reply reply;

    soap_begin(&reply, call);
    fputs("<m:GetUserAvailabilityResponse>", reply.output);
    if (request->wants_view) {
        fputs("<m:FreeBusyResponseArray>", reply.output);
        for (size_t i = 0; i < request->attendee_count; i++)
            availability_view_write(reply.output, request, &results[i]);
        fputs("</m:FreeBusyResponseArray>", reply.output);
    }
    if (request->wants_suggestions)
        suggestions_write(reply.output, request, results);
    fputs("</m:GetUserAvailabilityResponse>", reply.output);
    soap_end(&reply);
    soap_reply_send(&reply, answer, 200);
}

static void ask_and_respond(const struct exchange_call *call, const struct caller *caller,
                            const struct availability_request *request, struct answer *answer)
{
    struct availability_result *results = memory_array(request->attendee_count, sizeof *results);
    const struct window window = whole_window(request);
    struct caller asking = *caller;

    asking.zone_minutes = (int)((time_zone_to_local(&request->zone, window.start) - window.start) / MINUTE);
    for (size_t i = 0; i < request->attendee_count && !answer->postponed; i++) {
        mailbox_ask(call, &asking, &window, request->attendees[i].address, &results[i]);
        answer->postponed = results[i].postponed;
    }
    if (!answer->postponed)
        respond(call, request, results, answer);
    for (size_t i = 0; i < request->attendee_count; i++)
        availability_result_clear(&results[i]);
    free(results);
}

void availability_answer(const struct exchange_call *call, const struct caller *caller, const xmlNode *element,
                         struct answer *answer)
{
    CLEANUP(availability_request_clear) struct availability_request request = {0};
    struct availability_fault fault = {0};

    if (availability_request_read(call, element, &request, &fault))
        ask_and_respond(call, caller, &request, answer);
    else
        soap_fault(answer, fault.code, fault.text);
}
