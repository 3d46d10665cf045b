/* SPDX-License-Identifier: MIT */
/* Words added and freed. */
#include "word_list.h"

#include "base/memory.h"
#include "base/text.h"

#include <stdlib.h>

void word_list_add(struct word_list *list, char *word)
{
    char **items = memory_one_more(list->items, list->count, sizeof *items);

    list->items = items;
    items[list->count++] = word;
}

bool word_list_has(const struct word_list *list, const char *word)
{
    for (size_t i = 0; i < list->count; i++)
        if (text_equal(list->items[i], word))
            return true;
    return false;
}

void word_list_clear(struct word_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        free(list->items[i]);
    free(list->items);
    *list = (struct word_list){0};
}
