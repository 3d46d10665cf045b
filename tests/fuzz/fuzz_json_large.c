/* SPDX-License-Identifier: MIT */
/* JSON and HAR that are read as they come, however small here. The last byte says in what pieces. */
#include "intake/formats/json_large.h"
#include "target.h"

#include <stdlib.h>

static void take(void *context, const struct item *item)
{
    size_t *const sum = context;

    for (size_t i = 0; i < item->length; i++)
        *sum += (unsigned char)item->text[i];
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *const text = (const char *)data;
    const size_t piece = size > 0 ? 1 + (size_t)data[size - 1] : 1;
    const struct item place = {.line = 1};
    size_t sum = 0;
    struct json_large *large = json_large_new(&place, take, &sum);

    for (size_t at = 0; at < size; at += piece) {
        const size_t own = piece < size - at ? piece : size - at, used = json_large_push(large, text + at, own);
        if (used > own)
            abort();
        if (used < own)
            break;
    }
    json_large_end(large);
    json_large_free(&large);
    return 0;
}
