/* SPDX-License-Identifier: MIT */
/* Arguments of a command line, bound to the parameters of the cmdlet that was typed. */
#include "binding.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "cmdlet_places.h"
#include "cmdlets.h"
#include "parameters.h"
#include "shell/nouns/filtering.h"
#include "shell/nouns/value.h"

static bool refuse_twice(const char *name, struct error *error)
{
    return error_set(error, "Cannot bind parameter because parameter '%s' is specified more than once.", name);
}

static bool bind_identity(struct command *command, const struct value *value, struct error *error)
{
    if (command->identity)
        return refuse_twice("Identity", error);
    if (value->kind == VALUE_CALL || value->kind == VALUE_VARIABLE) { /* is only looked at, not run */
        command->identity = text_copy("*");
        return true;
    }
    if (value->kind != VALUE_LIST || value->items.count != 1 || !*value->items.items[0])
        return error_set(error, "Cannot bind argument to parameter 'Identity': it takes one name.");
    command->identity = text_copy(value->items.items[0]);
    return true;
}

static bool bind_switch(bool *flag, const struct value *value)
{
    *flag = value->kind != VALUE_LIST || !text_equal(value->items.items[0], "false");
    return true;
}

/* Takes what is in the value. */
static bool bind_parameter(struct command *command, size_t index, struct value *value, struct error *error)
{
    const struct parameter *parameter = noun_argument(command->noun, index);
    struct bound *bounds;

    if (command_value(command, index))
        return refuse_twice(parameter->name, error);
    if (!value_convert(parameter, value, error))
        return false;
    bounds = memory_one_more(command->bounds, command->count, sizeof *bounds);
    command->bounds = bounds;
    bounds[command->count++] = (struct bound){.parameter = index, .value = *value};
    *value = (struct value){0};
    return true;
}

static bool makes_objects(const struct command *command)
{
    return command->verb->flag & (NEW | ADD);
}

/* The name an object is to have, or what it is looked for by. */
static bool bind_name(struct command *command, struct value *value, struct error *error)
{
    const struct parameter *identity = noun_identity(command->noun);

    if (makes_objects(command))
        return bind_parameter(command, (size_t)(identity - command->noun->parameters), value, error);
    return bind_identity(command, value, error);
}

static const char *first_word(const struct value *value)
{
    return value->kind == VALUE_LIST && value->items.count == 1 ? value->items.items[0] : NULL;
}

static bool bind_filter(struct command *command, const struct value *value, struct error *error)
{
    const char *const text = first_word(value);

    if (!text)
        return error_set(error, "Cannot bind argument to parameter 'Filter': it takes one condition in quotes.");
    free(command->filter);
    command->filter = text_copy(text);
    return filter_check(command->noun, text, error);
}

static bool bind_result_size(struct command *command, const struct value *value, struct error *error)
{
    const char *const text = first_word(value);
    char *end = NULL;

    if (!text || text_equal(text, "Unlimited"))
        return true;
    command->most = strtoul(text, &end, 10);
    return (*text >= '1' && *text <= '9' && !*end) ||
           error_set(error,
                     "Cannot process argument transformation on parameter 'ResultSize'. Cannot convert value \"%s\" "
                     "to type \"Unlimited\". Use a number or Unlimited.",
                     text);
}

/* What common parameters mean; the others say something about the session, nothing about the lab. */
static bool bind_common(struct command *command, const char *name, struct value *value, struct error *error)
{
    if (text_equal(name, "Identity"))
        return bind_name(command, value, error);
    if (text_equal(name, "Filter"))
        return bind_filter(command, value, error);
    if (text_equal(name, "ResultSize"))
        return bind_result_size(command, value, error);
    if (text_equal(name, "WhatIf"))
        return bind_switch(&command->what_if, value);
    if (text_equal(name, "Verbose"))
        return bind_switch(&command->verbose, value);
    return true;
}

static bool bind_unnamed(struct command *command, struct value *value, bool *named, struct error *error)
{
    if (*named)
        return error_set(error, "A positional parameter cannot be found that accepts argument '%s'.",
                         value->items.count ? value->items.items[0] : "$null");
    *named = true;
    return bind_name(command, value, error);
}

/* The value of a switch stands behind a colon or nowhere: in "-WhatIf joe" joe is another argument. */
static bool takes_next(const struct cmdlet_parameter *found, const struct command_line *line, size_t index)
{
    return parameter_typed(found->parameter) != TYPE_SWITCH && line->arguments[index].value.kind == VALUE_NONE &&
           index + 1 < line->count && !line->arguments[index + 1].name && !line->arguments[index + 1].piped;
}

/* The argument at *index, and the one behind it if that is its value. */
static bool bind_argument(struct command *command, struct command_line *line, size_t *index, bool *named,
                          struct error *error)
{
    const struct cmdlet cmdlet = {command->verb, command->noun};
    struct argument *argument = &line->arguments[*index];
    struct cmdlet_parameter found = {0};
    struct value *value;

    if (!argument->name)
        return bind_unnamed(command, &argument->value, named, error);
    if (!cmdlet_parameter_find(&cmdlet, argument->name, &found, error))
        return false;
    value = &line->arguments[takes_next(&found, line, *index) ? ++*index : *index].value;
    return found.common ? bind_common(command, found.parameter->name, value, error)
                        : bind_parameter(command, found.index, value, error);
}

static bool selects(const struct command *command)
{
    for (size_t i = 0; i < command->count; i++)
        if (noun_argument(command->noun, command->bounds[i].parameter)->flags & KEY)
            return true;
    return command->identity || (command->noun->flags & SINGLE);
}

/* What an action cannot do without; objects are checked when they are made. */
static bool check_required(const struct command *command, struct error *error)
{
    for (size_t i = 0; (command->verb->flag & RUN) && i < command->noun->count; i++)
        if ((command->noun->parameters[i].flags & REQUIRED) && !command_value(command, i))
            return error_set(error, "Cannot process command because of one or more missing mandatory parameters: %s.",
                             command->noun->parameters[i].name);
    return true;
}

/* `lab` knows the cmdlets of every place: one that has only one runs there. */
static const char *working_place(const struct noun *noun, const char *at)
{
    const bool elsewhere = !noun_is_of_lab(noun) && !noun_stands_in(noun, at);

    return elsewhere && noun_scope(noun, 0) && !noun_scope(noun, 1) ? noun_scope(noun, 0) : at;
}

/* Objects are looked for at all places; what is made, or done, must be somewhere. */
static bool check_working_place(const struct command *command, struct error *error)
{
    CLEANUP(cleanup_string) char *choice = NULL;

    if ((command->verb->flag & (RUN | NEW | ADD)) && !command->verb->show)
        choice = cmdlet_places_to_choose(command->noun, command->at);
    return !choice || error_set(error, "%s-%s runs at several places: say which, %s.", command->verb->name,
                                command->noun->name, choice);
}

struct command *command_bind(const struct cmdlet *cmdlet, const char *at, struct command_line *line,
                             struct error *error)
{
    CLEANUP(command_free) struct command *command = memory_new(sizeof *command);
    bool named = false;

    command->verb = cmdlet->verb;
    command->noun = cmdlet->noun;
    command->at = working_place(cmdlet->noun, at);
    command->format = format_new(line->layout, &line->shown);
    for (size_t i = 0; i < line->count; i++)
        if (!bind_argument(command, line, &i, &named, error))
            return NULL;
    if ((command->verb->flag & (SET | REMOVE)) && !selects(command)) {
        error_set(error, "Cannot process command because of one or more missing mandatory parameters: Identity.");
        return NULL;
    }
    return check_working_place(command, error) && check_required(command, error) ? TAKE(command) : NULL;
}

struct command *command_understand(const char *at, struct command_line *line, struct error *error)
{
    struct cmdlet cmdlet;

    return cmdlet_find(line->cmdlet, at, &cmdlet, error) ? command_bind(&cmdlet, at, line, error) : NULL;
}
