/* SPDX-License-Identifier: MIT */
/* HTTP as it stands in captures: a message in a text, its head, its chunks. */
#include "base/cleanup.h"
#include "capture/captured.h"
#include "capture/http_head.h"
#include "capture/http_message.h"
#include "capture/message.h"
#include "input.h"
#include "target.h"

#include <stdlib.h>
#include <string.h>

static void read_whole(const char *bytes, size_t size)
{
    struct http_message message = {0};

    if (http_message_read(bytes, size, &message)) {
        size_t length = 0;
        CLEANUP(cleanup_string) char *body = http_message_decode(&message, &length);
        if (body && body[length])
            abort();
        http_message_is_whole(&message);
    }
    http_message_clear(&message);
}

static void find_all(const char *text, size_t size)
{
    struct http_message message = {0};
    size_t from = 0, start = 0, end = 0;

    while (from < size && http_message_find(text, size, from, &message, &start, &end)) {
        if (start < from || end <= start || end > size)
            abort();
        http_message_clear(&message);
        from = end;
    }
    http_message_clear(&message);
}

static void take(const char *text, size_t size)
{
    CLEANUP(answer_clear) struct answer answer = {0};
    const char *const end = strstr(text, "\r\n\r\n");
    const size_t head = end ? (size_t)(end - text) + 4 : size;

    http_head_status(text);
    free(http_head_value(text, "Content-Type"));
    http_head_framing(text, size - head);
    if (end) {
        CLEANUP(cleanup_string) char *lines = input_text((const uint8_t *)text, head);
        answer_captured(&answer, lines, text + head, size - head);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(cleanup_string) char *text = input_text(data, size);
    size_t joined = 0;
    bool complete = false;
    CLEANUP(cleanup_string) char *chunks = http_join_chunks(text, size, &joined, &complete);

    if (chunks && joined > size)
        abort();
    read_whole(text, size);
    find_all(text, size);
    take(text, size);
    return 0;
}
