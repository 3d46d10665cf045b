/* SPDX-License-Identifier: MIT */
/* Bytes on their way. Holds no memory while empty. */
#ifndef FBLAB_BUFFER_H
#define FBLAB_BUFFER_H

#include <stdbool.h>
#include <stddef.h>

struct buffer {
    char *bytes;
    size_t start, end, capacity;
};

static inline size_t buffer_length(const struct buffer *buffer)
{
    return buffer->end - buffer->start;
}

/* Borrowed until the next call that changes the buffer. */
static inline const char *buffer_head(const struct buffer *buffer)
{
    return buffer->bytes + buffer->start;
}

void buffer_append(struct buffer *buffer, const char *bytes, size_t length);
/* Takes bytes from the front; lets go of the memory with the last one. */
void buffer_skip(struct buffer *buffer, size_t length);
void buffer_clear(struct buffer *buffer);

#endif
