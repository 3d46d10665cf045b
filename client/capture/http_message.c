/* SPDX-License-Identifier: MIT */
/* Heads of messages: where they begin and end, and what they say. */
#include "http_message.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "http_head.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_HEADERS = 200 }; /* of a head in a text */

static bool begins(struct line line, const char *with)
{
    return line.length >= strlen(with) && memcmp(line.text, with, strlen(with)) == 0;
}

static char *copy(struct line line)
{
    char *const text = memory_room(line.length + 1);

    if (line.length)
        memcpy(text, line.text, line.length);
    text[line.length] = '\0';
    return text;
}

/* false: the line begins no message. */
static bool read_first(struct line line, struct http_message *message)
{
    struct http_status_line status;
    struct http_request_line request;

    if (http_read_status_line(line, &status)) {
        message->status = status.status;
        message->reason = status.reason.text ? copy(status.reason) : NULL;
    } else if (http_read_request_line(line, &request)) {
        message->method = copy(request.method);
        message->target = copy(request.target);
    } else {
        return false;
    }
    return true;
}

static bool read_header(struct line line, struct http_message *message)
{
    struct http_header_line header;

    if (!http_read_header_line(line, &header))
        return false;
    headers_add_parts(&message->headers, header.name.text, header.name.length, header.value.text, header.value.length);
    return true;
}

static void set_places(struct http_message *message, const char *text, size_t start, size_t body, size_t end)
{
    message->head = text + start;
    message->head_length = body - start;
    message->body = text + body;
    message->body_length = end - body;
}

bool http_message_read(const char *bytes, size_t length, struct http_message *message)
{
    size_t at = line_next(bytes, length, 0);

    *message = (struct http_message){0};
    if (!read_first(line_at(bytes, length, 0), message))
        return false;
    for (struct line line; at < length; at = line_next(bytes, length, at)) {
        if ((line = line_at(bytes, length, at)).length == 0) {
            set_places(message, bytes, 0, line_next(bytes, length, at), length);
            return true;
        }
        read_header(line, message);
    }
    http_message_clear(message);
    return false;
}

/* ---- in a text ---- */

/* curl -v writes requests behind "> " and answers behind "< ". */
static struct line without_arrow(struct line line)
{
    return begins(line, "> ") || begins(line, "< ") ? (struct line){line.text + 2, line.length - 2} : line;
}

/* Any word may stand before " HTTP/1.1" in a text: only the usual methods are taken for one. */
static bool has_usual_method(struct line line)
{
    static const char *const methods[] = {"GET ", "POST ", "HEAD ", "PUT ", "OPTIONS ", "CONNECT "};

    for (size_t i = 0; i < ARRAY_SIZE(methods); i++)
        if (begins(line, methods[i]))
            return true;
    return false;
}

static bool is_first(struct line line)
{
    const struct line plain = without_arrow(line);
    struct http_status_line status;
    struct http_request_line request;

    return http_read_status_line(plain, &status) ||
           (has_usual_method(plain) && http_read_request_line(plain, &request));
}

static size_t find_first(const char *text, size_t length, size_t at)
{
    while (at < length && !is_first(line_at(text, length, at)))
        at = line_next(text, length, at);
    return at;
}

/* Headers from `at` on; returns where the body begins: behind an empty line, or at a line that is no header. */
static size_t read_headers(const char *text, size_t length, size_t at, struct http_message *message)
{
    while (at < length) {
        const struct line line = without_arrow(line_at(text, length, at));
        if (line.length == 0)
            return line_next(text, length, at);
        if (message->headers.count == MOST_HEADERS || !read_header(line, message))
            return at;
        at = line_next(text, length, at);
    }
    return at;
}

bool http_message_find(const char *text, size_t length, size_t from, struct http_message *message, size_t *start,
                       size_t *end)
{
    size_t body;

    *message = (struct http_message){0};
    *start = *end = find_first(text, length, from);
    if (*start >= length)
        return false;
    read_first(without_arrow(line_at(text, length, *start)), message);
    body = read_headers(text, length, line_next(text, length, *start), message);
    *end = find_first(text, length, body);
    set_places(message, text, *start, body, *end);
    return true;
}

void http_message_clear(struct http_message *message)
{
    free(message->method);
    free(message->target);
    free(message->reason);
    headers_clear(&message->headers);
    *message = (struct http_message){0};
}
