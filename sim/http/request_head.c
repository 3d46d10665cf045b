/* SPDX-License-Identifier: MIT */
/* Looks for NUL before the empty line. */
#include "request_head.h"

#include <string.h>

/* Does a head end in these bytes? */
static bool has_empty_line(const char *bytes, size_t length)
{
    for (const char *end = bytes + length, *feed = bytes; (feed = memchr(feed, '\n', (size_t)(end - feed))); feed++) {
        const char *next = feed + 1 < end && feed[1] == '\r' ? feed + 2 : feed + 1;

        if (next < end && *next == '\n')
            return true;
    }
    return false;
}

/* An empty line of which the first bytes came earlier. */
static bool ended_at_once(const struct request_head *head, const char *bytes, size_t length)
{
    char joint[2 * REQUEST_HEAD_TAIL];
    const size_t more = length < REQUEST_HEAD_TAIL ? length : REQUEST_HEAD_TAIL;

    memcpy(joint, head->tail, REQUEST_HEAD_TAIL);
    memcpy(joint + REQUEST_HEAD_TAIL, bytes, more);
    return has_empty_line(joint, REQUEST_HEAD_TAIL + more);
}

static void keep_tail(struct request_head *head, const char *bytes, size_t length)
{
    const size_t kept = length < REQUEST_HEAD_TAIL ? length : REQUEST_HEAD_TAIL;

    memmove(head->tail, head->tail + kept, REQUEST_HEAD_TAIL - kept);
    memcpy(head->tail + REQUEST_HEAD_TAIL - kept, bytes + length - kept, kept);
}

void request_head_feed(struct request_head *head, const char *bytes, size_t length, double now)
{
    const char *null = head->over ? NULL : memchr(bytes, '\0', length);

    if (head->over || length == 0)
        return;
    if (head->began == 0)
        head->began = now;
    if (null && !has_empty_line(bytes, (size_t)(null - bytes)) && !ended_at_once(head, bytes, (size_t)(null - bytes)))
        head->has_null = true;
    keep_tail(head, bytes, length);
}
