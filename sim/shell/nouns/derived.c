/* SPDX-License-Identifier: MIT */
/* The rows of all files, and the simplest ways to make a value. */
#include "derived.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "directory_names.h"
#include "objects.h"

#include <string.h>

static const struct derived_property *const lists[] = {
    derived_directory, derived_recipients, derived_organizations, derived_servers, derived_trusts,
};

const struct derived_property *derived_property(size_t index)
{
    for (size_t i = 0; i < ARRAY_SIZE(lists); i++)
        for (const struct derived_property *row = lists[i]; row->name; row++)
            if (index-- == 0)
                return row;
    return NULL;
}

static bool stands_at(const struct derived_property *row, const xmlNode *object)
{
    for (enum place place = 0; place < PLACE_COUNT; place++)
        if ((row->at & (1U << place)) && object->parent &&
            strcmp((const char *)object->parent->name, terms_name(&places, place)) == 0)
            return true;
    return !row->at;
}

bool derived_belongs(const struct derived_property *row, const struct noun *noun)
{
    return row->noun ? strcmp(row->noun, noun->name) == 0 : directory_holds(noun);
}

bool derived_fits(const struct derived_property *row, const struct noun *noun, const xmlNode *object)
{
    return derived_belongs(row, noun) && stands_at(row, object);
}

void derive_text(const struct derivation *derivation, struct word_list *values)
{
    word_list_add(values, text_copy(derivation->row->argument));
}

void derive_copy(const struct derivation *derivation, struct word_list *values)
{
    for (const xmlNode *value = property_first(derivation->object, derivation->row->argument); value;
         value = property_next(value))
        word_list_add(values, text_copy(property_text(value)));
}

void derive_nothing(const struct derivation *derivation, struct word_list *values)
{
    (void)derivation, (void)values;
}

void derive_guid(const struct derivation *derivation, struct word_list *values)
{
    word_list_add(values, directory_guid(derivation->noun, derivation->object, derivation->row->argument));
}
