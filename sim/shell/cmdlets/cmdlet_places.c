/* SPDX-License-Identifier: MIT */
/* The places that know cmdlets of others. */
#include "cmdlet_places.h"

#include "base/cleanup.h"
#include "base/memory.h"

#include <string.h>

const char *place_of_cmdlets(const char *at)
{
    return strcmp(at, terms_name(&places, PLACE_GRAPH)) == 0 ? terms_name(&places, PLACE_MSOL) : at;
}

bool place_knows_all(const char *at)
{
    return strcmp(at, terms_name(&places, PLACE_LAB)) == 0;
}

bool place_is_of_lab(const char *at)
{
    return place_knows_all(at) || strcmp(at, terms_name(&places, PLACE_DEVICE)) == 0;
}

bool place_is_online(const char *at)
{
    return strcmp(at, SCOPE_EXO) == 0 || strcmp(at, SCOPE_MESH) == 0;
}

char *cmdlet_places_to_choose(const struct noun *noun, const char *at)
{
    CLEANUP(cleanup_string) char *list = NULL;
    size_t length, count = 0;
    FILE *memory;

    if (!place_knows_all(at) || noun_is_of_lab(noun) || noun_stands_in(noun, at) || !noun_scope(noun, 1))
        return NULL;
    while (noun_scope(noun, count))
        count++;
    memory = text_stream(&list, &length);
    for (size_t i = 0; i < count; i++)
        fprintf(memory, "%s%s", i == 0 ? "" : i + 1 == count ? " or " : ", ", noun_scope(noun, i));
    text_stream_close(memory);
    return TAKE(list);
}
