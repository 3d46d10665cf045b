/* SPDX-License-Identifier: MIT */
/* Requests for memory, each checked in one place. */
#include "memory.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

static atomic_ulong fail_at;

void memory_fail_at(unsigned long nth)
{
    atomic_store(&fail_at, nth);
}

unsigned long memory_fail_left(void)
{
    return atomic_load(&fail_at);
}

/* Counts down to the request that a test wants to fail. */
static bool is_to_fail(void)
{
    unsigned long left = atomic_load_explicit(&fail_at, memory_order_relaxed);

    if (left == 0)
        return false;
    while (left > 0 && !atomic_compare_exchange_weak(&fail_at, &left, left - 1))
        continue;
    return left == 1;
}

void *memory_need(void *made)
{
    if (!made)
        memory_end();
    return made;
}

/* At least one byte, so that what is empty has an address too. */
static size_t product(size_t count, size_t size)
{
    size_t bytes;

    if (__builtin_mul_overflow(count, size, &bytes))
        memory_end();
    return bytes ? bytes : 1;
}

void *memory_array(size_t count, size_t size)
{
    const size_t bytes = product(count, size);

    return memory_need(is_to_fail() ? NULL : calloc(1, bytes));
}

void *memory_new(size_t size)
{
    return memory_array(1, size);
}

void *memory_room(size_t size)
{
    return memory_need(is_to_fail() ? NULL : malloc(size ? size : 1));
}

void *memory_grow(void *array, size_t count, size_t size)
{
    const size_t bytes = product(count, size);

    return memory_need(is_to_fail() ? NULL : realloc(array, bytes));
}

/* What is no power of two has room up to the next one. */
void *memory_one_more(void *array, size_t count, size_t size)
{
    if (array && (count & (count - 1)) != 0)
        return array;
    return memory_grow(array, count > 0 ? product(count, 2) : 1, size);
}

void *memory_copy(const void *bytes, size_t length)
{
    char *const copy = length < (size_t)-1 ? memory_room(length + 1) : memory_need(NULL);

    if (length > 0)
        memcpy(copy, bytes, length);
    copy[length] = '\0';
    return copy;
}

FILE *text_stream(char **text, size_t *length)
{
    *text = NULL;
    *length = 0;
    return memory_need(is_to_fail() ? NULL : open_memstream(text, length));
}

void text_stream_close(FILE *stream)
{
    const bool cut = ferror(stream);

    if (fclose(stream) != 0 || cut)
        memory_end();
}
