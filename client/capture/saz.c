/* SPDX-License-Identifier: MIT */
#include "trace_file.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "captured.h"
#include "unpack.h"

#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* Bytes of one side of a session as Fiddler saved them: raw/12_c.txt (the client's), raw/12_s.txt (the server's). */
struct side {
    char *bytes;
    size_t length;
};

struct session {
    unsigned long number;
    struct side client, server;
};

struct archive_content {
    struct session *sessions;
    size_t count, bytes;
    FILE *part; /* of the entry that is being read */
    struct side reading;
};

static bool session_number(const char *name, const char *ending, unsigned long *number)
{
    char *end = NULL;

    if (!text_starts(name, "raw/") || !text_ends(name, ending))
        return false;
    *number = strtoul(name + 4, &end, 10);
    return end > name + 4 && strlen(end) == strlen(ending);
}

static struct session *session_of(struct archive_content *content, unsigned long number)
{
    for (size_t i = content->count; i > 0; i--)
        if (content->sessions[i - 1].number == number)
            return &content->sessions[i - 1];
    content->sessions = reallocarray(content->sessions, content->count + 1, sizeof *content->sessions);
    if (!content->sessions)
        abort();
    content->sessions[content->count] = (struct session){.number = number};
    return &content->sessions[content->count++];
}

static void keep(struct archive_content *content, const char *name)
{
    unsigned long number = 0;
    const bool asks = session_number(name, "_c.txt", &number);
    struct session *session = asks || session_number(name, "_s.txt", &number) ? session_of(content, number) : NULL;
    struct side *side = session ? asks ? &session->client : &session->server : NULL;

    if (!side || side->bytes || content->bytes >= TRACE_LIMIT) {
        free(content->reading.bytes);
    } else {
        *side = content->reading;
        content->bytes += side->length;
    }
    content->reading = (struct side){0};
}

/* An entry's end is a piece of no bytes. */
static bool take_piece(void *context, const char *name, const char *bytes, size_t length)
{
    struct archive_content *content = context;
    unsigned long number;

    if (!session_number(name, "_c.txt", &number) && !session_number(name, "_s.txt", &number))
        return false;
    if (!content->part && !(content->part = open_memstream(&content->reading.bytes, &content->reading.length)))
        abort();
    if (length > 0) {
        fwrite(bytes, 1, length, content->part);
        fflush(content->part);
        return content->reading.length <= TRACE_BODY_LIMIT + 65536 && content->bytes < TRACE_LIMIT;
    }
    cleanup_file(&content->part);
    keep(content, name);
    return true;
}

/* Where the body begins; 0: there is no empty line. */
static size_t head_end(const struct side *side)
{
    const char *crlf = memmem(side->bytes, side->length, "\r\n\r\n", 4);
    const char *lf = memmem(side->bytes, side->length, "\n\n", 2);

    if (crlf && (!lf || crlf < lf))
        return (size_t)(crlf + 4 - side->bytes);
    return lf ? (size_t)(lf + 2 - side->bytes) : 0;
}

/* Each line with CR LF, whatever it had; a NUL would end the head early, so there is none behind it. */
static char *copy_head(const struct side *side, size_t end)
{
    char *head = NULL;
    size_t size, length;
    FILE *output = open_memstream(&head, &size);
    CLEANUP(cleanup_string) char *text = strndup(side->bytes, end);

    if (!output || !text)
        abort();
    for (const char *line = text; *line && *line != '\r' && *line != '\n'; line += length + (line[length] == '\n')) {
        length = strcspn(line, "\n");
        fprintf(output, "%.*s\r\n", (int)(length && line[length - 1] == '\r' ? length - 1 : length), line);
    }
    fputs("\r\n", output);
    fclose(output);
    return head;
}

/* Answers of HTTP/2 as they would have been of HTTP/1.1. */
static char *copy_answer_head(const struct side *side, size_t end)
{
    CLEANUP(cleanup_string) char *head = copy_head(side, end);

    if (text_starts(head, "HTTP/2 ") || text_starts(head, "HTTP/2.0 "))
        return text_format("HTTP/1.1%s", strchr(head, ' '));
    return TAKE(head);
}

/* What the chunks hold. NULL: they are not well-formed up to the last. */
static char *join_chunks(const char *bytes, size_t length, size_t *joined)
{
    char *body = NULL;
    FILE *output = open_memstream(&body, joined);
    size_t at = 0;
    unsigned long long size = 1;

    if (!output)
        abort();
    while (size > 0 && at < length) {
        const char *line = bytes + at, *end = memchr(line, '\n', length - at);
        size = end && isxdigit((unsigned char)*line) ? strtoull(line, NULL, 16) : ULLONG_MAX;
        at = end ? (size_t)(end + 1 - bytes) : length;
        if (size > length - at)
            break;
        fwrite(bytes + at, 1, size, output);
        at += size + 2;
    }
    fclose(output);
    if (size > 0)
        free(TAKE(body));
    return body;
}

static void read_body(const struct side *side, size_t from, struct exchange *exchange)
{
    const char *bytes = side->bytes + from;
    const size_t length = side->length - from;
    char *body = head_framing(exchange->head, 0).chunked ? join_chunks(bytes, length, &exchange->body_length) : NULL;

    if (!body) {
        body = calloc(1, length + 1);
        if (!body)
            abort();
        memcpy(body, bytes, length);
        exchange->body_length = length;
    }
    exchange->body = body;
}

/* "POST https://mail.contoso.com/EWS/Exchange.asmx HTTP/1.1", or the path alone and a Host. */
static bool read_request_line(const char *head, struct exchange *exchange)
{
    const size_t method = strcspn(head, " \r\n");
    const char *target = head + method + (head[method] == ' ');
    const char *scheme = strstr(target, "://");
    const size_t length = strcspn(target, " \r\n");
    const char *path = target;
    CLEANUP(cleanup_string) char *host = head_value(head, "Host");

    if (scheme && scheme < target + length) {
        const char *authority = scheme + 3;
        path = authority + strcspn(authority, "/ \r\n");
        free(host);
        host = text_format("%.*s", (int)(path - authority), authority);
    }
    if (method == 0 || *path != '/' || !host)
        return false;
    exchange->method = text_format("%.*s", (int)method, head);
    exchange->path = text_format("%.*s", (int)strcspn(path, "?# \r\n"), path);
    exchange->host = host_without_port(host);
    return true;
}

static void read_operation(const struct side *side, const char *head, size_t end, struct exchange *exchange)
{
    static const char *const names[] = {"SOAPAction", "Content-Type"};
    struct request request = {.body = side->bytes + end, .body_length = side->length - end};

    for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
        CLEANUP(cleanup_string) char *value = head_value(head, names[i]);
        if (value)
            headers_add(&request.headers, names[i], value);
    }
    exchange_set_operation(exchange, &request);
    headers_clear(&request.headers);
}

static void read_session(const struct session *session, struct trace *trace)
{
    const size_t asked = session->client.bytes ? head_end(&session->client) : 0;
    const size_t answered = session->server.bytes ? head_end(&session->server) : 0;
    CLEANUP(cleanup_string) char *request = asked ? copy_head(&session->client, asked) : NULL;
    struct exchange exchange = {0};

    if (request && text_starts(request, "CONNECT "))
        return;
    if (!request || !answered || !read_request_line(request, &exchange)) {
        trace_skip(trace, "session %lu has no request, or no answer", session->number);
        exchange_clear(&exchange);
        return;
    }
    read_operation(&session->client, request, asked, &exchange);
    exchange.head = copy_answer_head(&session->server, answered);
    read_body(&session->server, answered, &exchange);
    trace_add(trace, &exchange);
}

static int by_number(const void *one, const void *other)
{
    const struct session *first = one, *second = other;

    return first->number < second->number ? -1 : first->number > second->number;
}

bool saz_read(const char *bytes, size_t length, struct trace *trace, struct error *error)
{
    struct archive_content content = {0};
    const struct archive_reader reader = {take_piece, &content};
    bool done = archive_each(bytes, length, &reader, error);

    cleanup_file(&content.part);
    free(content.reading.bytes);
    if (done && content.count == 0)
        done = error_set(error, "the archive holds no session of Fiddler (raw/1_c.txt, raw/1_s.txt)");
    if (content.count)
        qsort(content.sessions, content.count, sizeof *content.sessions, by_number);
    for (size_t i = 0; i < content.count; i++) {
        if (done)
            read_session(&content.sessions[i], trace);
        free(content.sessions[i].client.bytes);
        free(content.sessions[i].server.bytes);
    }
    free(content.sessions);
    return done;
}
