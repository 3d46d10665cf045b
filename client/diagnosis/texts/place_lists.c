/* SPDX-License-Identifier: MIT */
/* Lists that remember which of them are in use. */
#include "place_lists.h"

#include "base/memory.h"

#include <stdlib.h>

/* Room that is kept for the next text. */
#define KEPT 32

struct place_lists *place_lists_new(size_t count)
{
    struct place_lists *const lists = memory_new(sizeof *lists);

    lists->items = memory_array(count + 1, sizeof *lists->items);
    lists->used = memory_array(count + 1, sizeof *lists->used);
    lists->count = count;
    return lists;
}

void place_lists_free(struct place_lists **lists)
{
    struct place_lists *const old = *lists;

    if (!old)
        return;
    for (size_t i = 0; i < old->count; i++)
        free(old->items[i].items);
    free(old->items);
    free(old->used);
    free(old);
    *lists = NULL;
}

void place_lists_add(struct place_lists *lists, size_t number, struct found_phrase place)
{
    struct found_phrases *const list = &lists->items[number];

    if (list->count >= PLACES_MOST)
        return;
    if (list->count == list->capacity) {
        const size_t capacity = list->capacity > 0 ? list->capacity * 2 : 2;
        list->items = memory_grow(list->items, capacity, sizeof *list->items);
        list->capacity = capacity;
    }
    if (list->count == 0)
        lists->used[lists->used_count++] = number;
    list->items[list->count++] = place;
}

void place_lists_clear(struct place_lists *lists)
{
    for (size_t i = 0; i < lists->used_count; i++) {
        struct found_phrases *const list = &lists->items[lists->used[i]];
        list->count = 0;
        if (list->capacity > KEPT) {
            free(list->items);
            *list = (struct found_phrases){0};
        }
    }
    lists->used_count = 0;
}
