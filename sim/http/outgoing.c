/* SPDX-License-Identifier: MIT */
/* Wraps answers for libmicrohttpd, and makes those of refusals. */
#include "outgoing.h"

#include "base/cleanup.h"
#include "base/text.h"

static const struct {
    int status;
    bool closes; /* what follows on this connection is not worth reading */
    const char *sentence;
} refusals[] = {
    [REFUSAL_BODY_TOO_LARGE] = {413, true,
                                "The request's body is larger than this server takes; send a smaller one.\n"},
    [REFUSAL_HEADERS_TOO_LARGE] = {431, true, "The request's headers are larger than this server takes; send fewer.\n"},
    [REFUSAL_NULL_IN_PATH] = {400, true, "The request's path contains %00, which no path here does.\n"},
    [REFUSAL_BAD_HEAD] = {400, true,
                          "The request's head leaves open where the request ends, or has a character or a coding in it "
                          "that this server does not take.\n"},
    [REFUSAL_NO_ANSWER] = {500, false, "This server had no answer to the request.\n"},
    [REFUSAL_STOPPING] = {503, true, "This server is being stopped.\n"},
};

void outgoing_refuse(struct answer *answer, enum refusal refusal)
{
    answer_clear(answer);
    answer_set(answer, refusals[refusal].status, "text/plain", refusals[refusal].sentence);
    if (refusals[refusal].closes)
        headers_set(&answer->headers, "Connection", "close");
}

/* libmicrohttpd frames the message; two opinions about its length would be worse than one. */
static bool frames_message(const char *name)
{
    return text_equal(name, "Content-Length") || text_equal(name, "Transfer-Encoding");
}

static struct MHD_Response *wrap_body(struct answer *answer)
{
    if (answer->body_length == 0)
        return MHD_create_response_from_buffer(0, (void *)"", MHD_RESPMEM_PERSISTENT);
    return MHD_create_response_from_buffer(answer->body_length, TAKE(answer->body), MHD_RESPMEM_MUST_FREE);
}

enum MHD_Result outgoing_queue(struct MHD_Connection *connection, struct answer *answer)
{
    struct MHD_Response *response = wrap_body(answer);
    enum MHD_Result result;

    if (!response)
        return MHD_NO;
    for (size_t i = 0; i < answer->headers.count; i++)
        if (!frames_message(answer->headers.items[i].name))
            MHD_add_response_header(response, answer->headers.items[i].name, answer->headers.items[i].value);
    result = MHD_queue_response(connection, (unsigned)answer->status, response);
    MHD_destroy_response(response);
    return result;
}
