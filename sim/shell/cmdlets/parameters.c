/* SPDX-License-Identifier: MIT */
/* Parameters of a cmdlet by number and by name. */
#include "parameters.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"

#include <stdlib.h>

static bool takes(const struct cmdlet *cmdlet, size_t index)
{
    const struct noun *noun = cmdlet->noun;

    if (index >= noun->count)
        return noun->directives[index - noun->count].verbs & cmdlet->verb->flag;
    if (noun->parameters[index].flags & READ_ONLY)
        return false;
    return (noun->parameters[index].flags & KEY) || (cmdlet->verb->flag & (SET | NEW | ADD | UPDATE | RUN));
}

bool cmdlet_parameter_at(const struct cmdlet *cmdlet, size_t index, struct cmdlet_parameter *found)
{
    const size_t count = cmdlet->noun->count + cmdlet->noun->directive_count;

    *found = (struct cmdlet_parameter){.index = index};
    if (index < count) {
        if (takes(cmdlet, index))
            found->parameter = noun_argument(cmdlet->noun, index);
        return true;
    }
    *found = (struct cmdlet_parameter){common_parameter(index - count), index - count, true};
    if (!found->parameter)
        return false;
    if ((found->parameter->flags & OF_GET) && !text_equal(cmdlet->verb->name, "Get"))
        found->parameter = NULL;
    return true;
}

bool cmdlet_parameter_is_mandatory(const struct cmdlet *cmdlet, const struct cmdlet_parameter *found)
{
    return (found->parameter->flags & REQUIRED) && (cmdlet->verb->flag & (NEW | ADD | RUN));
}

bool cmdlet_parameter_is_first(const struct cmdlet_parameter *found)
{
    return found->common && text_equal(found->parameter->name, "Identity");
}

bool cmdlet_parameter_shown(const struct cmdlet_parameter *found)
{
    return found->parameter && !(found->common && (found->parameter->flags & IGNORED));
}

static bool refuse_name(const struct cmdlet *cmdlet, const char *name, struct error *error)
{
    CLEANUP(cleanup_string) char *known = NULL;
    size_t length;
    FILE *memory = text_stream(&known, &length);
    struct cmdlet_parameter found;

    for (size_t i = 0; cmdlet_parameter_at(cmdlet, i, &found); i++)
        if (cmdlet_parameter_shown(&found))
            fprintf(memory, " -%s", found.parameter->name);
    text_stream_close(memory);
    return error_set(error, "A parameter cannot be found that matches parameter name '%s'. %s-%s has:%s.", name,
                     cmdlet->verb->name, cmdlet->noun->name, known);
}

bool cmdlet_parameter_find(const struct cmdlet *cmdlet, const char *name, struct cmdlet_parameter *found,
                           struct error *error)
{
    struct cmdlet_parameter candidate;
    size_t fitting = 0;

    for (size_t i = 0; cmdlet_parameter_at(cmdlet, i, &candidate); i++) {
        if (!candidate.parameter || !text_starts(candidate.parameter->name, name))
            continue;
        if (text_equal(candidate.parameter->name, name) || fitting == 0)
            *found = candidate;
        if (text_equal(candidate.parameter->name, name))
            return true;
        fitting++;
    }
    if (fitting > 1)
        return error_set(error, "Parameter cannot be processed because the parameter name '%s' is ambiguous.", name);
    return fitting == 1 || refuse_name(cmdlet, name, error);
}
