/* SPDX-License-Identifier: MIT */
/* A table twice as large as what is in it, at least; a string that finds its slot taken goes to the next. */
#include "string_index.h"

#include "memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* FNV-1a, 64 bits. */
static uint64_t hash_of(const char *text)
{
    uint64_t hash = 0xcbf29ce484222325U;

    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * 0x100000001b3U;
    return hash;
}

/* Where the string stands, or would stand; `room` is a power of two, so that the low bits decide. */
static struct indexed_string *slot_of(const struct string_index *index, const char *text)
{
    size_t at = hash_of(text) & (index->room - 1);

    while (index->slots[at].text && strcmp(index->slots[at].text, text) != 0)
        at = (at + 1) & (index->room - 1);
    return &index->slots[at];
}

bool string_index_find(const struct string_index *index, const char *text, size_t *number)
{
    const struct indexed_string *const slot = index->room > 0 ? slot_of(index, text) : NULL;

    if (!slot || !slot->text)
        return false;
    *number = slot->number;
    return true;
}

static void make_room(struct string_index *index)
{
    const struct string_index old = *index;

    index->room = old.room > 0 ? 2 * old.room : 64;
    index->slots = memory_array(index->room, sizeof *index->slots);
    for (size_t i = 0; i < old.room; i++)
        if (old.slots[i].text)
            *slot_of(index, old.slots[i].text) = old.slots[i];
    free(old.slots);
}

void string_index_add(struct string_index *index, const char *text, size_t number)
{
    if (2 * (index->count + 1) > index->room)
        make_room(index);
    *slot_of(index, text) = (struct indexed_string){text, number};
    index->count++;
}

void string_index_clear(struct string_index *index)
{
    free(index->slots);
    *index = (struct string_index){0};
}
