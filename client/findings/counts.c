/* SPDX-License-Identifier: MIT */
/* Names are counted and sorted. */
#include "counts.h"

#include "base/memory.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static size_t index_of(const struct counts *counts, const char *name)
{
    size_t index = 0;

    if (counts->last < counts->count && strcmp(counts->items[counts->last].name, name) == 0)
        return counts->last;
    while (index < counts->count && strcmp(counts->items[index].name, name) != 0)
        index++;
    return index;
}

void counts_add(struct counts *counts, const struct count *more)
{
    const char *name = more->name;
    size_t index = index_of(counts, name);
    struct count *count;

    if (index == counts->count && counts->count >= COUNTS_LIMIT)
        index = index_of(counts, name = "others");
    if (index == counts->count) {
        counts->items = memory_grow(counts->items, counts->count + 1, sizeof *counts->items);
        counts->items[counts->count++] = (struct count){.name = text_copy(name), .title = text_copy(more->title)};
    }
    count = &counts->items[index];
    count->count += more->count;
    count->first = seen_time_earlier(count->first, more->first);
    count->last = seen_time_later(count->last, more->last);
    counts->last = index;
}

void counts_clear(struct counts *counts)
{
    for (size_t i = 0; i < counts->count; i++) {
        free(counts->items[i].name);
        free(counts->items[i].title);
    }
    free(counts->items);
    *counts = (struct counts){0};
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct count *)a)->name, ((const struct count *)b)->name);
}

static int most_first(const void *a, const void *b)
{
    const size_t first = ((const struct count *)a)->count, second = ((const struct count *)b)->count;

    return first != second ? (first < second ? 1 : -1) : by_name(a, b);
}

struct counts counts_sorted(const struct counts *counts, enum counts_order order)
{
    struct counts copy = {0};

    for (size_t i = 0; i < counts->count; i++)
        counts_add(&copy, &counts->items[i]);
    if (copy.count > 1)
        qsort(copy.items, copy.count, sizeof *copy.items, order == COUNTS_BY_NAME ? by_name : most_first);
    return copy;
}
