/* SPDX-License-Identifier: MIT */
/* Goes over a head up to the empty line: byte by byte where something may be wrong, and else by lines. */
#include "request_head.h"

static bool is_wrong(const struct request_head *head, char byte)
{
    const bool folded = head->has_line && head->line == 0 && (byte == ' ' || byte == '\t');

    return byte == '\0' || folded || (head->last == '\r' && byte != '\n');
}

static void end_line(struct request_head *head)
{
    head->ended = head->has_line && head->line == 0;
    head->has_line = head->has_line || head->line > 0;
    head->line = 0;
}

static void take(struct request_head *head, char byte)
{
    head->unsound = head->unsound || is_wrong(head, byte);
    if (byte == '\n')
        end_line(head);
    else if (byte != '\r')
        head->line++;
    head->last = byte;
}

/* Bytes of which none ends a line or is wrong, as long as they do not begin one. */
static size_t plain_bytes(const char *bytes, size_t length)
{
    size_t count = 0;

    while (count < length && (unsigned char)bytes[count] >= ' ')
        count++;
    return count;
}

static size_t take_some(struct request_head *head, const char *bytes, size_t length)
{
    const size_t plain = head->line > 0 && head->last != '\r' ? plain_bytes(bytes, length) : 0;

    if (plain == 0) {
        take(head, *bytes);
        return 1;
    }
    head->line += plain;
    head->last = bytes[plain - 1];
    return plain;
}

void request_head_feed(struct request_head *head, const char *bytes, size_t length, double now)
{
    if (head->over || length == 0)
        return;
    if (head->began == 0)
        head->began = now;
    for (size_t i = 0; i < length && !head->ended;)
        i += take_some(head, bytes + i, length - i);
}
