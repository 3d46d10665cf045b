/* SPDX-License-Identifier: MIT */
/* Status lines, request lines, header lines and sizes of chunks. */
#include "http_head.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool begins(struct line line, const char *with)
{
    return line.length >= strlen(with) && memcmp(line.text, with, strlen(with)) == 0;
}

bool http_read_status_line(struct line line, struct http_status_line *read)
{
    size_t at = strlen("HTTP/");

    if (!begins(line, "HTTP/"))
        return false;
    while (at < line.length && (isdigit((unsigned char)line.text[at]) || line.text[at] == '.'))
        at++;
    if (at + 4 > line.length || line.text[at] != ' ')
        return false;
    for (size_t i = 1; i <= 3; i++)
        if (!isdigit((unsigned char)line.text[at + i]))
            return false;
    if (at + 4 < line.length && line.text[at + 4] != ' ')
        return false;
    *read = (struct http_status_line){.status = (int)strtol(line.text + at + 1, NULL, 10)};
    if (at + 4 < line.length)
        read->reason = (struct line){line.text + at + 5, line.length - at - 5};
    return true;
}

bool http_read_request_line(struct line line, struct http_request_line *read)
{
    const char *const blank = memchr(line.text, ' ', line.length);
    const char *const version = line.length > 9 ? memmem(line.text, line.length, " HTTP/", 6) : NULL;

    if (!version || blank == line.text || version <= blank || line.text + line.length - version > 9)
        return false;
    *read = (struct http_request_line){.method = {line.text, (size_t)(blank - line.text)},
                                       .target = {blank + 1, (size_t)(version - blank - 1)}};
    return true;
}

bool http_read_header_line(struct line line, struct http_header_line *read)
{
    const char *const colon = memchr(line.text, ':', line.length);
    struct line value;

    if (!colon || colon == line.text)
        return false;
    for (const char *at = line.text; at < colon; at++)
        if (!isalnum((unsigned char)*at) && (*at == '\0' || !strchr("-_.", *at)))
            return false;
    value = (struct line){colon + 1, line.length - (size_t)(colon + 1 - line.text)};
    for (; value.length && isblank((unsigned char)*value.text); value.length--)
        value.text++;
    while (value.length && isblank((unsigned char)value.text[value.length - 1]))
        value.length--;
    *read = (struct http_header_line){{line.text, (size_t)(colon - line.text)}, value};
    return true;
}

bool http_read_chunk_size(struct line line, unsigned long long *size)
{
    char digits[24];

    if (line.length == 0 || !isxdigit((unsigned char)*line.text))
        return false;
    snprintf(digits, sizeof digits, "%.*s", (int)(line.length < 23 ? line.length : 23), line.text);
    *size = strtoull(digits, NULL, 16);
    return true;
}

bool http_head_is_status_line(const char *line)
{
    const struct line first = line_at(line, strlen(line), 0);
    struct http_status_line read;

    return (begins(first, "HTTP/1.1 ") || begins(first, "HTTP/1.0 ")) && http_read_status_line(first, &read) &&
           read.status >= 200 && read.status < 600;
}

int http_head_status(const char *head)
{
    return http_head_is_status_line(head) ? (int)strtol(head + strlen("HTTP/1.1 "), NULL, 10) : 0;
}

char *http_head_value(const char *head, const char *name)
{
    const size_t size = strlen(head), length = strlen(name);
    struct http_header_line header;

    for (size_t at = line_next(head, size, 0); at < size; at = line_next(head, size, at))
        if (size - at > length && head[at + length] == ':' && strncasecmp(head + at, name, length) == 0 &&
            http_read_header_line(line_at(head, size, at), &header))
            return text_format("%.*s", (int)header.value.length, header.value.text);
    return NULL;
}

struct http_framing http_head_framing(const char *head, size_t body_length)
{
    CLEANUP(cleanup_string) char *announced = http_head_value(head, "Content-Length");
    CLEANUP(cleanup_string) char *coding = http_head_value(head, "Transfer-Encoding");
    CLEANUP(cleanup_string) char *connection = http_head_value(head, "Connection");
    struct http_framing framing = {.bare = http_head_status(head) == 204 || http_head_status(head) == 304,
                                   .chunked = coding && strcasestr(coding, "chunked"),
                                   .announced = announced != NULL,
                                   .length = announced ? strtoull(announced, NULL, 10) : 0};

    framing.closes = (connection && strcasestr(connection, "close")) || strncmp(head, "HTTP/1.0", 8) == 0 ||
                     (!framing.bare && !framing.chunked && (!framing.announced || framing.length != body_length));
    return framing;
}
