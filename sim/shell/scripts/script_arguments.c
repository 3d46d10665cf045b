/* SPDX-License-Identifier: MIT */
/* Names, of which a beginning is enough; the value behind one; and PowerShell's words for what does not fit. */
#include "script_arguments.h"

#include "base/text.h"

/* A name as a whole counts before one that only begins so. SIZE_MAX: none, or several. */
static size_t find(const struct script_form *script, const char *name)
{
    size_t found = SIZE_MAX, fits = 0;

    for (size_t i = 0; i < script->count; i++) {
        if (text_equal(script->parameters[i].name, name))
            return i;
        if (text_starts(script->parameters[i].name, name)) {
            found = i;
            fits++;
        }
    }
    return fits == 1 ? found : SIZE_MAX;
}

static bool refuse_name(const struct script_form *script, const char *name, struct error *error)
{
    return error_set(error, "%s : A parameter cannot be found that matches parameter name '%s'.", script->name, name);
}

/* The value stands in the argument itself (-Name:value), or in the next, which has no name. */
static const struct word_list *value_of(const struct command_line *line, size_t *index)
{
    const struct argument *const next = *index + 1 < line->count ? &line->arguments[*index + 1] : NULL;
    const struct value *value = &line->arguments[*index].value;

    if (value->kind == VALUE_NONE && next && !next->name && !next->piped) {
        value = &next->value;
        ++*index;
    }
    return value->kind == VALUE_LIST && value->items.count > 0 ? &value->items : NULL;
}

static bool read_values(const struct script_form *script, const struct script_parameter *parameter,
                        const struct word_list *values, struct error *error)
{
    if (!values)
        return error_set(error, "%s : Missing an argument for parameter '%s'. Specify a parameter and try again.",
                         script->name, parameter->name);
    for (size_t i = 0; parameter->only && i < values->count; i++)
        if (!text_equal(values->items[i], parameter->only))
            return error_set(error,
                             "%s : Cannot validate argument on parameter '%s'. The argument \"%s\" does not belong to "
                             "the set \"%s\" specified by the ValidateSet attribute.",
                             script->name, parameter->name, values->items[i], parameter->only);
    return true;
}

bool script_arguments_read(const struct script_form *script, const struct command_line *line,
                           struct script_arguments *arguments, struct error *error)
{
    *arguments = (struct script_arguments){0};
    for (size_t i = 0; i < line->count; i++) {
        const char *const name = line->arguments[i].name;
        const size_t found = name ? find(script, name) : SIZE_MAX;
        if (!name)
            return error_set(error, "%s : A positional parameter cannot be found that accepts argument '%s'.",
                             script->name,
                             line->arguments[i].value.items.count ? line->arguments[i].value.items.items[0] : "");
        if (found == SIZE_MAX)
            return refuse_name(script, name, error);
        arguments->given[found] = true;
        if (script->parameters[found].is_switch)
            continue;
        arguments->values[found] = value_of(line, &i);
        if (!read_values(script, &script->parameters[found], arguments->values[found], error))
            return false;
    }
    return true;
}

const char *script_argument(const struct script_arguments *arguments, size_t parameter)
{
    return arguments->values[parameter] ? arguments->values[parameter]->items[0] : "";
}

bool script_argument_has(const struct script_arguments *arguments, size_t parameter, const char *value)
{
    const struct word_list *const values = arguments->values[parameter];

    for (size_t i = 0; values && i < values->count; i++)
        if (text_equal(values->items[i], value))
            return true;
    return false;
}
