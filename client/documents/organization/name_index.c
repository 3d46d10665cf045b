/* SPDX-License-Identifier: MIT */
/* A hash table that is never more than half full. */
#include "name_index.h"

#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct name_index {
    size_t mask;
    struct place {
        const char *name; /* NULL: free */
        size_t number;
    } * places;
};

struct name_index *name_index_new(size_t most)
{
    struct name_index *index = memory_new(sizeof *index);
    size_t places = 2;

    while (places < 2 * most)
        places *= 2;
    index->mask = places - 1;
    index->places = memory_array(places, sizeof *index->places);
    return index;
}

void name_index_free(struct name_index **index)
{
    if (*index)
        free((*index)->places);
    free(*index);
    *index = NULL;
}

/* FNV-1a. */
static size_t hash(const char *name)
{
    uint64_t value = 14695981039346656037u;

    for (; *name; name++)
        value = (value ^ (unsigned char)*name) * 1099511628211u;
    return (size_t)(value ^ value >> 32);
}

size_t *name_index_number(struct name_index *index, const char *name)
{
    size_t at = hash(name) & index->mask;

    while (index->places[at].name && strcmp(index->places[at].name, name) != 0)
        at = (at + 1) & index->mask;
    index->places[at].name = name;
    return &index->places[at].number;
}
