/* SPDX-License-Identifier: MIT */
/* Finds a scenario by what somebody typed, and proposes ids that are near. */
#include "identifier.h"
#include "scenario.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SUGGESTIONS 3

static const struct variant *find_variant(const struct scenario *scenario, const char *id)
{
    char own[32];

    for (size_t i = 0; i < scenario->variant_count; i++)
        if (identifier_compare(variant_id(scenario, &scenario->variants[i], own), id) == 0)
            return &scenario->variants[i];
    return NULL;
}

/* Which of the ids that a scenario answers to is nearest. */
static size_t distance(const struct scenario *scenario, const char *id)
{
    size_t nearest = identifier_distance(scenario->id, id);
    char own[32];

    for (size_t i = 0; i < scenario->variant_count; i++) {
        const size_t other = identifier_distance(variant_id(scenario, &scenario->variants[i], own), id);
        nearest = other < nearest ? other : nearest;
    }
    return nearest;
}

/* The first scenario from `after` on that is `wanted` away, or the count. */
static size_t next_at(const struct library *library, const char *id, size_t wanted, size_t after)
{
    while (after < library_count(library) && distance(library_at(library, after), id) != wanted)
        after++;
    return after;
}

/* The scenario of "06x", where 06 has variants and x is none of them. */
static const struct scenario *without_letter(const struct library *library, const char *id)
{
    const size_t length = strlen(id);
    char row[32] = "";

    if (length < 2 || length > sizeof row || !isalpha((unsigned char)id[length - 1]))
        return NULL;
    memcpy(row, id, length - 1);
    for (size_t i = 0; i < library_count(library); i++)
        if (identifier_compare(library_at(library, i)->id, row) == 0 && library_at(library, i)->variant_count > 0 &&
            *library_at(library, i)->variants[0].letter)
            return library_at(library, i);
    return NULL;
}

static bool refuse_letter(const struct scenario *scenario, const char *id, struct error *error)
{
    char list[128] = "";

    for (size_t i = 0; i < scenario->variant_count; i++)
        snprintf(list + strlen(list), sizeof list - strlen(list), "%s%s", i ? ", " : "", scenario->variants[i].letter);
    return error_set(error, "scenario %s has no variant %s; it has %s", scenario->id, id + strlen(id) - 1, list);
}

static bool refuse(const struct library *library, const char *id, struct error *error)
{
    const struct scenario *row = without_letter(library, id);
    char list[64] = "";
    size_t named = 0;

    if (row)
        return refuse_letter(row, id, error);
    for (size_t wanted = 0; named < SUGGESTIONS && wanted < 32; wanted++)
        for (size_t i = next_at(library, id, wanted, 0); named < SUGGESTIONS && i < library_count(library);
             i = next_at(library, id, wanted, i + 1), named++)
            snprintf(list + strlen(list), sizeof list - strlen(list), "%s%s", named ? ", " : "",
                     library_at(library, i)->id);
    return error_set(error, "there is no scenario %.32s; close to it: %s", id, list);
}

const struct scenario *library_find(const struct library *library, const char *id, const struct variant **variant,
                                    struct error *error)
{
    for (size_t i = 0; i < library_count(library); i++) {
        const struct scenario *scenario = library_at(library, i);
        const bool whole = identifier_compare(scenario->id, id) == 0;
        const struct variant *found = whole ? scenario->variants : find_variant(scenario, id);
        if (whole && variant && scenario->not_played) {
            error_set(error, "the lab cannot play %s: %s", scenario->id, scenario->not_played);
            return NULL;
        }
        if (found && variant)
            *variant = found;
        if (found || whole)
            return scenario;
    }
    refuse(library, id, error);
    return NULL;
}
