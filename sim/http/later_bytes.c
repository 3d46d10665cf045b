/* SPDX-License-Identifier: MIT */
/* Keeps a copy, and none as long as nothing has come early. */
#include "later_bytes.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

void later_bytes_add(struct later_bytes *later, const char *bytes, size_t length)
{
    const size_t of_body = later->body_is_known ? request_body_skip(&later->body, bytes, length) : 0;
    const size_t kept = length - of_body;

    if (kept == 0)
        return;
    later->bytes = memory_grow(later->bytes, later->count + kept, 1);
    memcpy(later->bytes + later->count, bytes + of_body, kept);
    later->count += kept;
}

static void drop(struct later_bytes *later, size_t count)
{
    later->count -= count;
    if (later->count > 0)
        memmove(later->bytes, later->bytes + count, later->count);
    else
        later_bytes_clear(later);
}

void later_bytes_know_body(struct later_bytes *later, struct request_body body)
{
    later->body = body;
    later->body_is_known = true;
    drop(later, request_body_skip(&later->body, later->bytes, later->count));
}

void later_bytes_take(struct later_bytes *later, size_t count)
{
    later->body_is_known = false;
    drop(later, count);
}

void later_bytes_clear(struct later_bytes *later)
{
    free(later->bytes);
    later->bytes = NULL;
    later->count = 0;
}
