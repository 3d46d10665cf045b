/* SPDX-License-Identifier: MIT */
/* Each string by memmem(), and the hits put into the order of the text. */
#include "direct.h"

#include "base/cleanup.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* Only what is ASCII has another case here. */
static void copy(char *into, const char *text, size_t length, enum matcher_case letters)
{
    for (size_t i = 0; i < length; i++)
        into[i] = letters == MATCHER_ANY_CASE && text[i] >= 'A' && text[i] <= 'Z' ? (char)(text[i] | 0x20) : text[i];
}

static size_t sum(const size_t *numbers, size_t count)
{
    size_t total = 0;

    for (size_t i = 0; i < count; i++)
        total += numbers[i];
    return total;
}

struct needles needles_copy(const char *const *strings, const size_t *lengths, size_t count, enum matcher_case letters)
{
    struct needles needles = {.letters_of_all = memory_room(sum(lengths, count)),
                              .strings = memory_array(count + 1, sizeof *needles.strings),
                              .lengths = memory_array(count + 1, sizeof *needles.lengths),
                              .count = count,
                              .letters = letters};
    char *at = needles.letters_of_all;

    for (size_t i = 0; i < count; at += lengths[i++]) {
        copy(at, strings[i], lengths[i], letters);
        needles.strings[i] = at;
        needles.lengths[i] = lengths[i];
    }
    return needles;
}

void needles_clear(struct needles *needles)
{
    free(needles->letters_of_all);
    free(needles->strings);
    free(needles->lengths);
    *needles = (struct needles){0};
}

struct found {
    size_t string, end;
};

struct finds {
    struct found *items;
    size_t count;
};

static void add_find(struct finds *finds, size_t string, size_t end)
{
    finds->items = memory_grow(finds->items, finds->count + 1, sizeof *finds->items);
    finds->items[finds->count++] = (struct found){string, end};
}

static void find_all(const struct needles *needles, size_t string, const char *text, size_t length, struct finds *finds)
{
    const size_t wanted = needles->lengths[string];
    const char *const end = text + length;
    const char *at = text;

    while ((at = memmem(at, (size_t)(end - at), needles->strings[string], wanted)))
        add_find(finds, string, (size_t)(at++ - text) + wanted);
}

static int compare(const void *left, const void *right)
{
    const struct found *const a = left, *const b = right;

    if (a->end != b->end)
        return a->end < b->end ? -1 : 1;
    return a->string < b->string ? -1 : a->string > b->string;
}

void direct_scan(const struct needles *needles, const char *text, size_t length, matcher_hit *hit, void *context)
{
    CLEANUP(cleanup_string) char *lower = needles->letters == MATCHER_ANY_CASE ? memory_room(length) : NULL;
    struct finds finds = {0};

    if (lower)
        copy(lower, text, length, needles->letters);
    for (size_t i = 0; i < needles->count; i++)
        find_all(needles, i, lower ? lower : text, length, &finds);
    if (finds.count > 0)
        qsort(finds.items, finds.count, sizeof *finds.items, compare);
    for (size_t i = 0; i < finds.count; i++)
        hit(context, finds.items[i].string, finds.items[i].end);
    free(finds.items);
}
