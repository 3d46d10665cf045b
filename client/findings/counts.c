/* SPDX-License-Identifier: MIT */
/* Names are counted and sorted. */
#include "counts.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/unicode.h"

#include <stdlib.h>
#include <string.h>

/* As many places as there are: it is not among them. */
static size_t place_of(const struct counts *counts, const char *name)
{
    size_t place = counts->count;

    if (counts->last < counts->count && strcmp(counts->items[counts->last].name, name) == 0)
        return counts->last;
    string_index_find(&counts->places, name, &place);
    return place;
}

static size_t add_name(struct counts *counts, const char *name, const char *title)
{
    counts->items = memory_one_more(counts->items, counts->count, sizeof *counts->items);
    counts->items[counts->count] = (struct count){.name = text_copy(name), .title = text_copy(title)};
    string_index_add(&counts->places, counts->items[counts->count].name, counts->count);
    return counts->count++;
}

/* The caller frees it. */
static char *beginning_of(const char *name)
{
    size_t length = COUNTS_NAME_BYTES;

    while (length > 0 && unicode_is_inside(name[length]))
        length--;
    return text_copy_part(name, length);
}

void counts_add(struct counts *counts, const struct count *more)
{
    const bool cut = strlen(more->name) > COUNTS_NAME_BYTES;
    CLEANUP(cleanup_string) char *part = cut ? beginning_of(more->name) : NULL;
    const char *name = cut ? part : more->name;
    size_t place = place_of(counts, name);
    struct count *count;

    if (place == counts->count && counts->count >= COUNTS_LIMIT)
        place = place_of(counts, name = "others");
    if (place == counts->count)
        place = add_name(counts, name, more->title);
    count = &counts->items[place];
    count->count += more->count; /* NOLINT(clang-analyzer-core.NullDereference): each place is of an item */
    count->first = seen_time_earlier(count->first, more->first);
    count->last = seen_time_later(count->last, more->last);
    counts->last = place;
}

void counts_clear(struct counts *counts)
{
    for (size_t i = 0; i < counts->count; i++) {
        free(counts->items[i].name);
        free(counts->items[i].title);
    }
    free(counts->items);
    string_index_clear(&counts->places);
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
    string_index_clear(&copy.places); /* they are places no more */
    if (copy.count > 1)
        qsort(copy.items, copy.count, sizeof *copy.items, order == COUNTS_BY_NAME ? by_name : most_first);
    return copy;
}
