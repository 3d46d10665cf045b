/* SPDX-License-Identifier: MIT */
/* What goes out for an answer that was captured. */
#include "captured.h"

#include "base/memory.h"
#include "base/text.h"
#include "http_head.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *frame(const char *body, size_t length, bool chunked, size_t *framed)
{
    const char *end = !chunked ? "" : length ? "\r\n0\r\n\r\n" : "0\r\n\r\n";
    char start[32] = "", *bytes;

    if (chunked && length)
        snprintf(start, sizeof start, "%zx\r\n", length);
    *framed = strlen(start) + length + strlen(end);
    bytes = memory_room(*framed + 1);
    memcpy(mempcpy(stpcpy(bytes, start), body, length), end, strlen(end) + 1);
    return bytes;
}

void answer_captured(struct answer *answer, const char *head, const char *body, size_t length)
{
    const struct http_framing framing = http_head_framing(head, length);
    size_t framed = 0;
    char *bytes = frame(body, length, framing.chunked, &framed);

    answer_take(answer, http_head_status(head), NULL, bytes, framed);
    free(answer->head);
    answer->head = text_copy(head);
    if (framing.closes)
        headers_set(&answer->headers, "Connection", "close");
}
