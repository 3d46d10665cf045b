/* SPDX-License-Identifier: MIT */
/* Nouns and parameters, found in the lists of the files nouns_*.c. */
#include "nouns.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "noun_lists.h"

#include <string.h>

static const struct noun *const lists[] = {
    relationships_nouns, servers_nouns,  trusts_nouns,      recipients_nouns,
    identities_nouns,    services_nouns, application_nouns, lab_nouns,
};

/* -Identity, -WhatIf and -Verbose mean something (sim/shell/cmdlets/binding.c). */
static const struct parameter commons[] = {
    {"Identity", .type = TYPE_TEXT, .says = "names the object; may stand first without its name"},
    {"WhatIf", .type = TYPE_SWITCH, .says = "says what would be done, and does nothing"},
    {"Confirm", .type = TYPE_SWITCH, .flags = IGNORED},
    {"ErrorAction", .type = TYPE_TEXT, .flags = IGNORED},
    {"WarningAction", .type = TYPE_TEXT, .flags = IGNORED},
    {"Verbose", .type = TYPE_SWITCH, .says = "prints the steps of a test, too"},
    {"Debug", .type = TYPE_SWITCH, .flags = IGNORED},
    {"Force", .type = TYPE_SWITCH, .flags = IGNORED},
    {"DomainController", .type = TYPE_TEXT, .flags = IGNORED},
    {"Filter", .type = TYPE_TEXT, .flags = OF_GET,
     .says = "only objects of which this holds: Property -like 'value', with -and, -or, -not"},
    {"ResultSize", .type = TYPE_TEXT, .flags = OF_GET, .says = "so many objects at most; Unlimited: all"},
    {"IncludeExtendedDomainInfo", .type = TYPE_SWITCH, .flags = IGNORED},
    {"ReturnKeyValues", .type = TYPE_FLAG, .flags = IGNORED},
};

const struct parameter *common_parameter(size_t index)
{
    return index < ARRAY_SIZE(commons) ? &commons[index] : NULL;
}

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
    const char *name;

    for (size_t i = 0; (name = noun_scope(noun, i)); i++)
        if (strcmp(name, scope) == 0)
            return true;
    return false;
}

const char *noun_scope(const struct noun *noun, size_t index)
{
    for (enum place place = 0; place < PLACE_COUNT; place++)
        if ((noun->scopes & (1U << place)) && index-- == 0)
            return terms_name(&places, place);
    return NULL;
}

const struct parameter *noun_identity(const struct noun *noun)
{
    for (size_t i = 0; i < noun->count; i++)
        if (noun->parameters[i].flags & IDENTITY)
            return &noun->parameters[i];
    return NULL;
}

const struct parameter *noun_piped(const struct noun *noun)
{
    for (size_t i = 0; i < noun->count; i++)
        if (noun->parameters[i].flags & PIPED)
            return &noun->parameters[i];
    return noun_identity(noun);
}

const struct parameter *noun_argument(const struct noun *noun, size_t index)
{
    if (index < noun->count)
        return &noun->parameters[index];
    return index - noun->count < noun->directive_count ? &noun->directives[index - noun->count].parameter : NULL;
}

enum parameter_type parameter_typed(const struct parameter *parameter)
{
    return parameter->flags & BARE ? TYPE_SWITCH : parameter->type;
}

size_t noun_parameter(const struct noun *noun, const char *name)
{
    size_t i = 0;

    while (i < noun->count && !text_equal(noun->parameters[i].name, name))
        i++;
    return i;
}

size_t noun_readable(const struct noun *noun, const char *name)
{
    const size_t index = noun_parameter(noun, name);

    return index < noun->count && (noun->parameters[index].flags & SECRET) ? noun->count : index;
}
