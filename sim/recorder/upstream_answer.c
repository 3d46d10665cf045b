/* SPDX-License-Identifier: MIT */
/* Head and body are gathered as they come, within limits. */
#include "upstream_answer.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "capture/http_head.h"

#include <stdio.h>
#include <string.h>

/* What is too large to be recorded is passed on all the same, within reason. */
enum { HEAD_LIMIT = 256 * 1024, BODY_LIMIT = 32 << 20 };

/* An answer as it comes in. */
struct incoming_answer {
    FILE *head, *body;
    char *head_bytes, *body_bytes;
    size_t head_length, body_length;
    bool complete; /* the head; what follows are trailers */
    bool too_large;
};

static void forget_head(struct incoming_answer *incoming)
{
    text_stream_close(incoming->head);
    free(incoming->head_bytes);
    incoming->head = text_stream(&incoming->head_bytes, &incoming->head_length);
}

static size_t on_line(char *bytes, size_t size, size_t count, void *context)
{
    struct incoming_answer *incoming = context;
    const bool empty = size * count <= 2 && (*bytes == '\r' || *bytes == '\n');
    const size_t end = size * count - (size * count > 0 && bytes[size * count - 1] == '\n');
    const size_t text = end - (end > 0 && bytes[end - 1] == '\r');

    if (incoming->complete)
        return size * count;
    fprintf(incoming->head, "%.*s\r\n", (int)text, bytes);
    fflush(incoming->head);
    incoming->complete = empty && http_head_status(incoming->head_bytes);
    if (empty && !incoming->complete)
        forget_head(incoming); /* 100 Continue: the answer is still to come */
    incoming->too_large = incoming->head_length > HEAD_LIMIT;
    return incoming->too_large ? 0 : size * count;
}

static size_t on_piece(char *bytes, size_t size, size_t count, void *context)
{
    struct incoming_answer *incoming = context;

    fwrite(bytes, size, count, incoming->body);
    fflush(incoming->body);
    incoming->too_large = incoming->body_length > BODY_LIMIT;
    return incoming->too_large ? 0 : size * count;
}

static CURLcode perform(CURL *easy, struct incoming_answer *incoming)
{
    CURLcode code;

    incoming->head = text_stream(&incoming->head_bytes, &incoming->head_length);
    incoming->body = text_stream(&incoming->body_bytes, &incoming->body_length);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_line);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, incoming);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_piece);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, incoming);
    code = curl_easy_perform(easy);
    text_stream_close(incoming->head);
    text_stream_close(incoming->body);
    return code;
}

bool upstream_receive(CURL *easy, const char *server, struct recorded_answer *recorded, struct error *error)
{
    struct incoming_answer incoming = {0};
    const CURLcode code = perform(easy, &incoming);

    if (code == CURLE_OK && incoming.complete) {
        recorded->head = TAKE(incoming.head_bytes);
        recorded->body = TAKE(incoming.body_bytes);
        recorded->body_length = incoming.body_length;
        return true;
    }
    free(incoming.head_bytes);
    free(incoming.body_bytes);
    if (incoming.too_large)
        return error_set(error, "%s answered with more than can be passed on", server);
    return error_set(error, "%s gave no whole answer: %s", server,
                     code == CURLE_OK ? "that was no HTTP/1" : curl_easy_strerror(code));
}
