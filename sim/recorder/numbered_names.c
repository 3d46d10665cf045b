/* SPDX-License-Identifier: MIT */
/* A table of the JSON library, whose hashes nobody can foresee. */
#include "numbered_names.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/memory.h"
#include "base/text.h"

#include <ctype.h>
#include <jansson.h>
#include <stdlib.h>

struct numbered_names {
    json_t *numbers;
};

struct numbered_names *numbered_names_new(void)
{
    struct numbered_names *const names = memory_new(sizeof *names);

    names->numbers = memory_need(json_object());
    return names;
}

void numbered_names_free(struct numbered_names **names)
{
    if (*names)
        json_decref((*names)->numbers);
    free(*names);
    *names = NULL;
}

static char *key_of(const char *name)
{
    char *const key = text_copy(name);

    for (char *at = key; *at; at++)
        *at = (char)tolower((unsigned char)*at);
    return key;
}

static size_t number_at(const struct numbered_names *names, const char *key)
{
    return (size_t)json_integer_value(json_object_get(names->numbers, key));
}

size_t numbered_names_find(const struct numbered_names *names, const char *name)
{
    CLEANUP(cleanup_string) char *key = key_of(name);

    return number_at(names, key);
}

size_t numbered_names_add(struct numbered_names *names, const char *name)
{
    CLEANUP(cleanup_string) char *key = key_of(name);
    const size_t known = number_at(names, key), next = json_object_size(names->numbers) + 1;

    if (known)
        return known;
    if (json_object_set_new_nocheck(names->numbers, key, json_integer((json_int_t)next)) != 0)
        memory_end();
    return next;
}
