/* SPDX-License-Identifier: MIT */
/* Adds to such lists and empties them. */
#include "words.h"

#include "base/memory.h"

#include <stdlib.h>

void words_take(struct words *words, char *text)
{
    if (!text)
        return;
    words->items = memory_grow(words->items, words->count + 2, sizeof *words->items);
    words->items[words->count++] = text;
    words->items[words->count] = NULL;
}

void words_clear(struct words *words)
{
    for (size_t i = 0; i < words->count; i++)
        free(words->items[i]);
    free(words->items);
    *words = (struct words){0};
}
