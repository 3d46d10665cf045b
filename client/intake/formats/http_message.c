/* SPDX-License-Identifier: MIT */
#include "http_message.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "base/text_lines.h"
#include "capture/unpack.h"
#include "intake/common/input_buffer.h"

#include <ctype.h>
#include <string.h>

#define LIMIT_HEADERS 200
#define LIMIT_BODY (16UL * 1024 * 1024)

static bool begins(struct line line, const char *with)
{
    return line.length >= strlen(with) && memcmp(line.text, with, strlen(with)) == 0;
}

/* curl -v writes requests behind "> " and answers behind "< ". */
static struct line without_arrow(struct line line)
{
    return begins(line, "> ") || begins(line, "< ") ? (struct line){line.text + 2, line.length - 2} : line;
}

/* "HTTP/1.1 401 Unauthorized", "HTTP/2 401": where the status stands; 0: it is no status line. */
static size_t status_at(struct line line)
{
    size_t at = strlen("HTTP/");

    if (!begins(line, "HTTP/"))
        return 0;
    while (at < line.length && (isdigit((unsigned char)line.text[at]) || line.text[at] == '.'))
        at++;
    if (at + 4 > line.length || line.text[at] != ' ' || !isdigit((unsigned char)line.text[at + 1]) ||
        !isdigit((unsigned char)line.text[at + 2]) || !isdigit((unsigned char)line.text[at + 3]))
        return 0;
    return at + 4 == line.length || line.text[at + 4] == ' ' ? at + 1 : 0;
}

static bool is_request(struct line line)
{
    static const char *const methods[] = {"GET ", "POST ", "HEAD ", "PUT ", "OPTIONS ", "CONNECT "};
    const char *const version = line.length > 9 ? memmem(line.text, line.length, " HTTP/", 6) : NULL;

    for (size_t i = 0; version && i < ARRAY_SIZE(methods); i++)
        if (begins(line, methods[i]))
            return version >= line.text + strlen(methods[i]) && line.text + line.length - version <= 9;
    return false;
}

static bool is_first(struct line line)
{
    const struct line plain = without_arrow(line);

    return status_at(plain) || is_request(plain);
}

static void read_first(struct line line, struct message *message)
{
    const size_t at = status_at(line);
    struct evidence *const record = message_record(message);

    if (at) {
        record->http_status = atoi(line.text + at);
        record->reason =
            at + 4 < line.length ? text_format("%.*s", (int)(line.length - at - 4), line.text + at + 4) : NULL;
        return;
    }
    const size_t method = strcspn(line.text, " ");
    const char *const target = line.text + method + 1;
    message->method = text_format("%.*s", (int)method, line.text);
    message->target =
        text_format("%.*s", (int)((const char *)memmem(line.text, line.length, " HTTP/", 6) - target), target);
}

/* "Name: value"; false: the line is no header. */
static bool read_header(struct line line, struct message *message)
{
    const char *const colon = memchr(line.text, ':', line.length);
    struct evidence *const record = message_record(message);
    CLEANUP(cleanup_string) char *name = NULL, *value = NULL;
    size_t skip;

    if (!colon || colon == line.text || record->header_count >= LIMIT_HEADERS)
        return false;
    for (const char *at = line.text; at < colon; at++)
        if (!isalnum((unsigned char)*at) && !strchr("-_.", *at))
            return false;
    skip = (size_t)(colon + 1 - line.text);
    while (skip < line.length && isblank((unsigned char)line.text[skip]))
        skip++;
    name = text_format("%.*s", (int)(colon - line.text), line.text);
    value = text_format("%.*s", (int)(line.length - skip), line.text + skip);
    evidence_add_header(record, name, value);
    return true;
}

/* Returns where the body begins. */
static size_t read_head(const char *text, size_t length, struct message *message)
{
    size_t at = message->start;
    struct line line = line_at(text, length, at);

    read_first(without_arrow(line), message);
    at = line_next(text, length, at);
    while (at < length) {
        line = without_arrow(line_at(text, length, at));
        if (line.length == 0 || begins(line, "<") || begins(line, ">"))
            return line.length == 0 ? line_next(text, length, at) : at;
        if (!read_header(line, message))
            return at;
        at = line_next(text, length, at);
    }
    return at;
}

static size_t find_first(const char *text, size_t length, size_t at)
{
    while (at < length && !is_first(line_at(text, length, at)))
        at = line_next(text, length, at);
    return at;
}

struct evidence *message_record(const struct message *message)
{
    return &message->lookup->evidence[0];
}

bool message_next(const char *text, size_t length, size_t from, struct message *message)
{
    const size_t start = find_first(text, length, from);
    size_t body;

    *message = (struct message){.start = start};
    if (start >= length)
        return false;
    message->lookup = lookup_new(NULL, NULL);
    lookup_add(message->lookup, HOP_COUNT, HOP_COUNT);
    body = read_head(text, length, message);
    message->body = text + body;
    message->length = find_first(text, length, body) - start;
    message->body_length = message->length - (body - start);
    return true;
}

void message_clear(struct message *message)
{
    free(message->method);
    free(message->target);
    lookup_free(&message->lookup);
    *message = (struct message){0};
}

/* NULL: these are no chunks. */
static char *join_chunks(const char *body, size_t length, size_t *joined)
{
    struct input_buffer output = {0};
    size_t at = 0;

    while (at < length && isxdigit((unsigned char)body[at])) {
        char *end;
        const unsigned long size = strtoul(body + at, &end, 16);
        const size_t data = line_next(body, length, at);
        if (size == 0 || data >= length)
            break;
        input_buffer_add(&output, body + data, size < length - data ? size : length - data);
        at = size < length - data ? line_next(body, length, data + size) : length;
    }
    if (output.bytes)
        *joined = output.length;
    return output.bytes;
}

char *message_decode(const struct message *message, size_t *length)
{
    const struct evidence *const record = message_record(message);
    const bool chunked = text_contains(evidence_header(record, "Transfer-Encoding"), "chunked");
    CLEANUP(cleanup_string) char *joined = NULL;
    const char *body = message->body;
    size_t unpacked = 0;
    char *plain;

    *length = message->body_length;
    if (chunked && (joined = join_chunks(body, message->body_length, length)))
        body = joined;
    if (*length < 2 || memcmp(body, "\x1F\x8B", 2) != 0)
        return TAKE(joined);
    if (!(plain = archive_unpack(body, *length, LIMIT_BODY, &unpacked)))
        return TAKE(joined);
    *length = unpacked;
    return plain;
}

bool message_is_whole(const struct message *message)
{
    const char *const header = evidence_header(message_record(message), "Content-Length");
    size_t ends = 0;

    for (size_t i = 0; i < message->body_length; i++)
        ends += message->body[i] == '\n';
    return header && message->body_length + ends >= strtoull(header, NULL, 10) && message->body_length > 0;
}
