/* SPDX-License-Identifier: MIT */
/* Bodies of messages: out of chunks, out of gzip, and whether they are all there. */
#include "http_message.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "http_head.h"
#include "unpack.h"

#include <stdlib.h>
#include <string.h>

enum { UNPACKED_LIMIT = 16 << 20 };

char *http_join_chunks(const char *bytes, size_t length, size_t *joined, bool *complete)
{
    char *body = memory_room(length + 1);
    unsigned long long size = 1;
    size_t used = 0, at = 0;

    while (size > 0 && at < length && http_read_chunk_size(line_at(bytes, length, at), &size)) {
        const size_t data = line_next(bytes, length, at), there = length - data;
        const size_t taken = size < there ? (size_t)size : there;
        memcpy(body + used, bytes + data, taken);
        used += taken;
        at = size < there ? line_next(bytes, length, data + taken) : length;
    }
    body[used] = '\0';
    *joined = used;
    *complete = size == 0;
    if (used == 0 && !*complete)
        free(TAKE(body));
    return body;
}

char *http_message_decode(const struct http_message *message, size_t *length)
{
    const bool chunked = text_contains(headers_get(&message->headers, "Transfer-Encoding"), "chunked");
    CLEANUP(cleanup_string) char *joined = NULL;
    const char *body = message->body;
    size_t unpacked = 0;
    bool complete;
    char *plain;

    *length = message->body_length;
    if (chunked && (joined = http_join_chunks(body, message->body_length, length, &complete)))
        body = joined;
    else
        *length = message->body_length;
    if (*length < 2 || memcmp(body, "\x1F\x8B", 2) != 0)
        return TAKE(joined);
    if (!(plain = archive_unpack(body, *length, UNPACKED_LIMIT, &unpacked)))
        return TAKE(joined);
    *length = unpacked;
    return plain;
}

bool http_message_is_whole(const struct http_message *message)
{
    const char *const announced = headers_get(&message->headers, "Content-Length");
    const size_t ends = lines_count(message->body, message->body_length);

    return announced && message->body_length + ends >= strtoull(announced, NULL, 10) && message->body_length > 0;
}
