/* SPDX-License-Identifier: MIT */
/* Room grows by doubling. */
#include "input_buffer.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static void make_room(struct input_buffer *buffer, size_t wanted)
{
    size_t capacity = buffer->capacity ? buffer->capacity : 4096;

    while (capacity < wanted)
        capacity *= 2;
    if (capacity == buffer->capacity)
        return;
    buffer->bytes = memory_grow(buffer->bytes, capacity, 1);
    buffer->capacity = capacity;
}

void input_buffer_add(struct input_buffer *buffer, const char *bytes, size_t length)
{
    make_room(buffer, buffer->length + length + 1);
    if (length > 0)
        memcpy(buffer->bytes + buffer->length, bytes, length);
    buffer->length += length;
    buffer->bytes[buffer->length] = '\0';
}

void input_buffer_drop(struct input_buffer *buffer, size_t length)
{
    if (length == 0)
        return;
    buffer->length -= length;
    memmove(buffer->bytes, buffer->bytes + length, buffer->length + 1);
}

void input_buffer_clear(struct input_buffer *buffer)
{
    free(buffer->bytes);
    *buffer = (struct input_buffer){0};
}
