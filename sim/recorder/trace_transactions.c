/* SPDX-License-Identifier: MIT */
/* Transactions of HAR and SAZ files become answers that can be replayed. */
#include "trace_file.h"

#include "base/cleanup.h"
#include "base/hex.h"
#include "base/memory.h"
#include "base/text.h"
#include "capture/har.h"
#include "capture/http_head.h"
#include "capture/saz.h"

#include <string.h>

/* false: host, path or method are missing. */
static bool read_request(const struct transaction *transaction, struct recorded_answer *recorded)
{
    const struct http_message *const asked = &transaction->request;
    const struct request request = {
        .headers = asked->headers, .body = asked->body ? asked->body : "", .body_length = asked->body_length};
    CLEANUP(cleanup_string) char *authority = transaction_host(transaction);
    const char *const target = asked->target ? asked->target : "";
    const char *const path = *target == '/' || !strstr(target, "://") ? target : strchr(strstr(target, "://") + 3, '/');

    if (!authority || !path || *path != '/' || !asked->method || !*asked->method)
        return false;
    recorded->host = host_without_port(authority);
    recorded->method = text_copy(asked->method);
    recorded->path = percent_decode(text_format("%.*s", (int)strcspn(path, "?#"), path));
    recorded_set_operation(recorded, &request);
    return true;
}

static char *copy_bytes(const char *bytes, size_t length)
{
    char *const copy = memory_new(length + 1);

    if (length)
        memcpy(copy, bytes, length);
    return copy;
}

/* ---- HAR ---- */

/* The browser has decoded the body, whatever these say. */
static bool is_framing(const char *name)
{
    static const char *const names[] = {"Content-Encoding", "Content-Length", "Transfer-Encoding"};

    for (size_t i = 0; i < ARRAY_SIZE(names); i++)
        if (text_equal(name, names[i]))
            return true;
    return false;
}

static bool is_one_line(const char *text)
{
    return !strpbrk(text, "\r\n");
}

/* Of an answer of which there is no head, only what it said. */
static char *write_head(const struct http_message *answer)
{
    const char *const reason = answer->reason && is_one_line(answer->reason) ? answer->reason : "";
    char *text = NULL;
    size_t size;
    FILE *const output = text_stream(&text, &size);

    fprintf(output, "HTTP/1.1 %d %s\r\n", answer->status, reason);
    for (size_t i = 0; i < answer->headers.count; i++) {
        const char *const name = answer->headers.items[i].name, *const value = answer->headers.items[i].value;
        if (*name && !strchr(name, ':') && !is_framing(name) && is_one_line(name) && is_one_line(value))
            fprintf(output, "%s: %s\r\n", name, value);
    }
    if (answer->status != 204 && answer->status != 304)
        fprintf(output, "Content-Length: %zu\r\n", answer->body_length);
    fputs("\r\n", output);
    text_stream_close(output);
    return text;
}

static void take_entry(void *context, const struct transaction *transaction)
{
    struct trace *const trace = context;
    struct recorded_answer recorded = {.number = transaction->number};

    if (!read_request(transaction, &recorded)) {
        trace_skip(trace, "an entry has no method, or no URL: \"%.80s\"",
                   transaction->request.target ? transaction->request.target : "");
        recorded_clear(&recorded);
        return;
    }
    recorded.head = write_head(&transaction->answer);
    recorded.body = copy_bytes(transaction->answer.body, transaction->answer.body_length);
    recorded.body_length = transaction->answer.body_length;
    trace_add(trace, &recorded);
}

bool trace_read_har(const json_t *json, struct trace *trace)
{
    return har_read(json, take_entry, trace);
}

/* ---- SAZ ---- */

/* Each line with CR LF, whatever it had; a NUL would end the head early, so there is none behind it. Answers of HTTP/2 as they
 * would have been of HTTP/1.1. */
static char *copy_head(const struct http_message *answer)
{
    CLEANUP(cleanup_string) char *text = text_copy_part(answer->head, answer->head_length);
    const size_t length = strlen(text);
    char *head = NULL;
    size_t size;
    FILE *const output = text_stream(&head, &size);
    struct line line;

    for (size_t at = 0; (line = line_at(text, length, at)).length > 0; at = line_next(text, length, at)) {
        const size_t skip = at == 0 && text_starts(text, "HTTP/2") ? strcspn(text, " ") : 0;
        fprintf(output, "%s%.*s\r\n", skip ? "HTTP/1.1" : "", (int)(line.length - skip), line.text + skip);
    }
    fputs("\r\n", output);
    text_stream_close(output);
    return head;
}

/* Out of its chunks, if those are well-formed up to the last. */
static void read_body(const struct http_message *answer, struct recorded_answer *recorded)
{
    bool complete = false;

    if (http_head_framing(recorded->head, 0).chunked)
        recorded->body = http_join_chunks(answer->body, answer->body_length, &recorded->body_length, &complete);
    if (!complete) {
        free(recorded->body);
        recorded->body = copy_bytes(answer->body, answer->body_length);
        recorded->body_length = answer->body_length;
    }
}

static void take_session(void *context, const struct transaction *transaction)
{
    struct trace *const trace = context;
    struct recorded_answer recorded = {.number = transaction->number};

    if (text_equal(transaction->request.method, "CONNECT"))
        return;
    if (!transaction->answer.status || !read_request(transaction, &recorded)) {
        trace_skip(trace, "session %lu has no request, or no answer", transaction->number);
        return;
    }
    recorded.head = copy_head(&transaction->answer);
    read_body(&transaction->answer, &recorded);
    trace_add(trace, &recorded);
}

bool trace_read_saz(const char *bytes, size_t length, struct trace *trace, struct error *error)
{
    static const struct saz_limits limits = {
        .request = TRACE_BODY_LIMIT + 65536, .requests = TRACE_LIMIT, .answer = TRACE_BODY_LIMIT + 65536};
    const bool done = saz_read(bytes, length, &limits, take_session, trace, error);

    trace_sort(trace);
    return done;
}
