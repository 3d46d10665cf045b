/* SPDX-License-Identifier: MIT */
/* A transport of its own for one request, whose evidence nobody keeps. */
#include "post.h"

#include "base/cleanup.h"
#include "transport.h"

/* A Test- cmdlet asks several servers, each of which may take its whole time. */
enum { PATIENCE_MS = 120000 };

char *flow_post_json(const char *url, const char *bearer, const char *json, int *status, struct error *error)
{
    const struct network network = {.answer_ms = PATIENCE_MS};
    const struct transport_query query = {.step = HOP_AVAILABILITY,
                                          .url = url,
                                          .content_type = "application/json",
                                          .accept = "application/json",
                                          .bearer = bearer,
                                          .body = json};
    CLEANUP(transport_free) struct transport *transport = transport_new(&network);
    CLEANUP(lookup_free) struct lookup *lookup = lookup_new("", "");
    CLEANUP(reply_clear) struct reply reply = {0};
    const struct evidence *last = transport_ask(transport, lookup, &query, &reply);

    *status = last->http_status;
    if (last->outcome == OUTCOME_OK && reply.body)
        return TAKE(reply.body);
    error_set(error, "%s gives no answer%s%s: is the lab still running?", url, last->os_error ? ": " : "",
              last->os_error ? last->os_error : "");
    return NULL;
}
