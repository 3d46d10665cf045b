/* SPDX-License-Identifier: MIT */
/* Bytes on their way. Holds no memory while empty. */
#ifndef FBLAB_BYTE_QUEUE_H
#define FBLAB_BYTE_QUEUE_H

#include <stdbool.h>
#include <stddef.h>

struct byte_queue {
    char *bytes;
    size_t start, end, capacity;
};

static inline size_t byte_queue_length(const struct byte_queue *queue)
{
    return queue->end - queue->start;
}

/* Borrowed until the next call that changes the queue. */
static inline const char *byte_queue_head(const struct byte_queue *queue)
{
    return queue->bytes + queue->start;
}

void byte_queue_append(struct byte_queue *queue, const char *bytes, size_t length);
/* Takes bytes from the front; lets go of the memory with the last one. */
void byte_queue_skip(struct byte_queue *queue, size_t length);
void byte_queue_clear(struct byte_queue *queue);

#endif
