/* SPDX-License-Identifier: MIT */
/* Adds to such lists and empties them. */
#include "words.h"

#include <stdlib.h>

void words_take(struct words *words, char *text)
{
    char **const items = text ? reallocarray(words->items, words->count + 2, sizeof *items) : NULL;

    if (!text)
        return;
    if (!items)
        abort();
    items[words->count++] = text;
    items[words->count] = NULL;
    words->items = items;
}

void words_clear(struct words *words)
{
    for (size_t i = 0; i < words->count; i++)
        free(words->items[i]);
    free(words->items);
    *words = (struct words){0};
}
