/* SPDX-License-Identifier: MIT */
/* One block of memory, from which the front is taken. */
#include "byte_queue.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static void make_room(struct byte_queue *queue, size_t length)
{
    const size_t held = byte_queue_length(queue);

    if (queue->end + length <= queue->capacity)
        return;
    if (queue->start > 0)
        memmove(queue->bytes, queue->bytes + queue->start, held);
    queue->start = 0;
    queue->end = held;
    if (held + length <= queue->capacity)
        return;
    queue->capacity = (held + length) * 2;
    queue->bytes = memory_grow(queue->bytes, queue->capacity, 1);
}

void byte_queue_append(struct byte_queue *queue, const char *bytes, size_t length)
{
    if (length == 0)
        return;
    make_room(queue, length);
    memcpy(queue->bytes + queue->end, bytes, length);
    queue->end += length;
}

void byte_queue_skip(struct byte_queue *queue, size_t length)
{
    queue->start += length;
    if (queue->start == queue->end)
        byte_queue_clear(queue);
}

void byte_queue_clear(struct byte_queue *queue)
{
    free(queue->bytes);
    *queue = (struct byte_queue){0};
}
