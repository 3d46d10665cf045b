/* SPDX-License-Identifier: MIT */
/* A status of failure is an item; a 401 is one unless it was a demand for credentials. */
#include "request_items.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "lookups.h"

#include <string.h>

static bool is_failure(const struct logged_request *request)
{
    return request->status >= 300 && request_is_service(request);
}

bool request_items_need(const struct request_sink *sink, const struct logged_request *request)
{
    return request->telling_count > 0 || !held_is_empty(sink->held) || is_failure(request);
}

/* A better answer begins when it was asked for. */
static void answer(const struct request_sink *sink, const struct logged_request *request, const struct log_time *time)
{
    CLEANUP(cleanup_string) char *address = request_address(request);
    const int64_t taken = slice_number(request->values[ROLE_TAKEN]) / 1000;
    const struct held_moment moment = {address, time->known, time->seconds - taken};

    held_answer(sink->held, &moment);
}

static void set_reason(struct lookup *lookup, struct slice reason)
{
    CLEANUP(cleanup_string) char *text = reason.length > 0 ? text_copy_part(reason.text, reason.length) : NULL;

    if (lookup && text)
        evidence_set(&lookup->evidence[0].reason, text);
}

static void give(const struct request_sink *sink, const struct logged_request *request, const struct log_time *time,
                 struct item *item)
{
    CLEANUP(cleanup_string) char *address = NULL;
    CLEANUP(cleanup_string) char *url = NULL;
    CLEANUP(lookup_free) struct lookup *lookup = NULL;

    if (is_failure(request) && request->status == 401 && !request_has_reason(request)) {
        address = request_address(request);
        held_keep(sink->held, &(struct held_moment){address, time->known, time->seconds}, item, NULL);
        return;
    }
    if (is_failure(request) && request->status != 401) {
        url = text_copy_part(request->values[ROLE_URL].text, request->values[ROLE_URL].length);
        lookup = lookup_of_status(url, request->status, request->kernel);
        if (!lookup && request_service_path(request))
            lookup = lookup_of_status(request_service_path(request), request->status, request->kernel);
        if (!request->kernel)
            set_reason(lookup, request->values[ROLE_REASON]);
    }
    item->lookup = lookup;
    sink->take(sink->context, item);
}

void request_items_give(const struct request_sink *sink, const struct logged_request *request,
                        const struct log_time *time)
{
    const bool waiting = !held_is_empty(sink->held);
    CLEANUP(cleanup_string) char *words = NULL;
    CLEANUP(cleanup_string) char *host = NULL;
    struct item item = {.kind = request->kind, .line = sink->place->line, .entry = sink->place->entry};

    if (waiting && request->status && request->status != 401 && request_is_service(request))
        answer(sink, request, time);
    if (waiting && time->known)
        held_pass(sink->held, &(struct held_moment){NULL, true, time->seconds});
    if (!is_failure(request) && (request->telling_count == 0 || !request_is_of_interest(request)))
        return;
    words = request_words(request);
    host = request_server(request);
    item.text = words;
    item.length = strlen(words);
    item.host = host;
    item.time = time->text[0] ? time->text : NULL;
    give(sink, request, time, &item);
}
