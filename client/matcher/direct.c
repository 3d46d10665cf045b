/* SPDX-License-Identifier: MIT */
/* Strings are known by their first four bytes, which few places of a text share; hits are put into the order of the text. */
#include "direct.h"

#include "base/cleanup.h"
#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Only what is ASCII has another case here. */
static void copy(char *into, const char *text, size_t length, enum matcher_case letters)
{
    for (size_t i = 0; i < length; i++) {
        const bool changes = letters == MATCHER_ANY_CASE && text[i] >= 'A' && text[i] <= 'Z';

        into[i] = (char)(changes ? text[i] | 0x20 : text[i]);
    }
}

static size_t sum(const size_t *numbers, size_t count)
{
    size_t total = 0;

    for (size_t i = 0; i < count; i++)
        total += numbers[i];
    return total;
}

#define KEY sizeof(uint32_t) /* bytes */

/* Lists of needles, by what they begin with. Numbers are one more than the needle's; 0 ends a list. */
struct needle_index {
    uint64_t known[1 << 10];  /* a bit a hash of a key: most places are none, and need no more than this to see it */
    uint32_t by_key[1 << 12]; /* by the hash's upper bits */
    uint32_t by_byte[UINT8_MAX + 1]; /* those shorter than a key, by their first */
    uint32_t next[];                 /* by needle */
};

/* 16 bits, by Fibonacci hashing. */
static uint32_t key_at(const char *text)
{
    uint32_t key;

    memcpy(&key, text, KEY);
    return key * 2654435769U >> 16;
}

static struct needle_index *index_of(const struct needles *needles)
{
    struct needle_index *const index = memory_new(sizeof *index + needles->count * sizeof *index->next);

    for (size_t i = 0; i < needles->count; i++) {
        const bool brief = needles->lengths[i] < KEY;
        const uint32_t key = brief ? 0 : key_at(needles->strings[i]);
        uint32_t *const list = brief ? &index->by_byte[(unsigned char)*needles->strings[i]] : &index->by_key[key >> 4];
        if (!brief)
            index->known[key >> 6] |= UINT64_C(1) << (key & 63);
        index->next[i] = *list;
        *list = (uint32_t)i + 1;
    }
    return index;
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
    needles.index = index_of(&needles);
    return needles;
}

void needles_clear(struct needles *needles)
{
    free(needles->letters_of_all);
    free(needles->strings);
    free(needles->lengths);
    free(needles->index);
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
    finds->items = memory_one_more(finds->items, finds->count, sizeof *finds->items);
    finds->items[finds->count++] = (struct found){string, end};
}

/* Those of a list that stand at the offset. */
static void find_at(const struct needles *needles, uint32_t list, const char *text, size_t length, size_t at,
                    struct finds *finds)
{
    for (uint32_t next = list; next > 0; next = needles->index->next[next - 1]) {
        const size_t wanted = needles->lengths[next - 1];
        if (wanted <= length - at && memcmp(text + at, needles->strings[next - 1], wanted) == 0)
            add_find(finds, next - 1, at + wanted);
    }
}

static void find_all(const struct needles *needles, const char *text, size_t length, struct finds *finds)
{
    const struct needle_index *const index = needles->index;

    for (size_t at = 0; at < length; at++) {
        const uint32_t key = length - at >= KEY ? key_at(text + at) : 0,
                       brief = index->by_byte[(unsigned char)text[at]];
        if (brief)
            find_at(needles, brief, text, length, at, finds);
        if (length - at >= KEY && index->known[key >> 6] >> (key & 63) & 1)
            find_at(needles, index->by_key[key >> 4], text, length, at, finds);
    }
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
    find_all(needles, lower ? lower : text, length, &finds);
    if (finds.count > 1)
        qsort(finds.items, finds.count, sizeof *finds.items, compare);
    for (size_t i = 0; i < finds.count; i++)
        hit(context, finds.items[i].string, finds.items[i].end);
    free(finds.items);
}
