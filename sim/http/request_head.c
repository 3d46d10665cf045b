/* SPDX-License-Identifier: MIT */
/* Goes over a head up to the empty line: byte by byte where something may be wrong, and else by lines. */
#include "request_head.h"

static bool is_control(char byte)
{
    return ((unsigned char)byte < ' ' && byte != '\t' && byte != '\r' && byte != '\n') || byte == 127;
}

/* One blank before the target, and one behind it. */
static bool is_stray_blank(const struct request_head *head, char byte)
{
    return (byte == ' ' && head->line == 0) || (head->last == ' ' && (byte == ' ' || byte == '\r' || byte == '\n'));
}

/* A fold, or a header without a name, behind which libmicrohttpd would see the end of the head. */
static bool begins_badly(const struct request_head *head, char byte)
{
    return head->line == 0 && (byte == ' ' || byte == '\t' || byte == ':');
}

static bool is_wrong(const struct request_head *head, char byte)
{
    return is_control(byte) || (head->last == '\r' && byte != '\n') ||
           (head->has_line ? begins_badly(head, byte) : is_stray_blank(head, byte));
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

    while (count < length && (unsigned char)bytes[count] >= ' ' && bytes[count] != 127)
        count++;
    return count;
}

static size_t take_some(struct request_head *head, const char *bytes, size_t length)
{
    const bool within = head->has_line && head->line > 0 && head->last != '\r';
    const size_t plain = within ? plain_bytes(bytes, length) : 0;

    if (plain == 0) {
        take(head, *bytes);
        return 1;
    }
    head->line += plain;
    head->last = bytes[plain - 1];
    return plain;
}

size_t request_head_feed(struct request_head *head, const char *bytes, size_t length, double now)
{
    size_t taken = 0;

    if (head->began == 0 && length > 0)
        head->began = now;
    while (taken < length && !head->ended)
        taken += take_some(head, bytes + taken, length - taken);
    return taken;
}
