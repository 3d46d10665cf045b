/* SPDX-License-Identifier: MIT */
/* Strings and the number that each was given. */
#ifndef FBLAB_STRING_INDEX_H
#define FBLAB_STRING_INDEX_H

#include <stdbool.h>
#include <stddef.h>

struct indexed_string {
    const char *text; /* borrowed; NULL: a free slot */
    size_t number;
};

/* All zeros is an empty one. */
struct string_index {
    struct indexed_string *slots;
    size_t room, count;
};

/* false: the string is not there, and `number` is left as it is. */
bool string_index_find(const struct string_index *index, const char *text, size_t *number);
/* A string that is not there yet; it has to outlive the index. */
void string_index_add(struct string_index *index, const char *text, size_t number);
void string_index_clear(struct string_index *index);

#endif
