/* SPDX-License-Identifier: MIT */
/* Goes over a head byte by byte, up to the empty line. */
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

void request_head_feed(struct request_head *head, const char *bytes, size_t length, double now)
{
    if (head->over || length == 0)
        return;
    if (head->began == 0)
        head->began = now;
    for (size_t i = 0; i < length && !head->ended; i++)
        take(head, bytes[i]);
}
