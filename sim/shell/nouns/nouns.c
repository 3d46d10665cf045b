/* SPDX-License-Identifier: MIT */
#include "nouns.h"

#include "base/text.h"
#include "noun_rows.h"

#include <string.h>

static const struct noun *const lists[] = {
    relationships_nouns, servers_nouns, trusts_nouns, recipients_nouns, identities_nouns, services_nouns, lab_nouns,
};

const struct noun *noun_at(size_t index)
{
    for (size_t i = 0; i < ARRAY_SIZE(lists); i++)
        for (const struct noun *noun = lists[i]; noun->name; noun++)
            if (index-- == 0)
                return noun;
    return NULL;
}

const struct noun *noun_find(const char *name)
{
    const struct noun *noun;

    for (size_t i = 0; (noun = noun_at(i)); i++)
        if (text_equal(noun->name, name))
            return noun;
    return NULL;
}

const char *noun_element(const struct noun *noun)
{
    return noun->element ? noun->element : noun->name;
}

bool noun_is_of_lab(const struct noun *noun)
{
    return text_starts(noun->name, "Lab");
}

bool noun_stands_in(const struct noun *noun, const char *scope)
{
    for (size_t i = 0; i < NOUN_SCOPES && noun->scopes[i]; i++)
        if (strcmp(noun->scopes[i], scope) == 0)
            return true;
    return false;
}

const struct parameter *noun_identity(const struct noun *noun)
{
    for (size_t i = 0; i < noun->count; i++)
        if (noun->parameters[i].flags & IDENTITY)
            return &noun->parameters[i];
    return NULL;
}

const struct parameter *noun_argument(const struct noun *noun, size_t index)
{
    if (index < noun->count)
        return &noun->parameters[index];
    return index - noun->count < noun->directive_count ? &noun->directives[index - noun->count].parameter : NULL;
}

size_t noun_parameter(const struct noun *noun, const char *name)
{
    size_t i = 0;

    while (i < noun->count && !text_equal(noun->parameters[i].name, name))
        i++;
    return i;
}
