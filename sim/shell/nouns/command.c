/* SPDX-License-Identifier: MIT */
#include "command.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "value.h"

#include <string.h>

/* Parameters every cmdlet has. */
enum common {
    COMMON_IDENTITY,
    COMMON_WHAT_IF,
    COMMON_VERBOSE,
    COMMON_IGNORED, /* says something about the session, nothing about the lab */
};

static const struct common_parameter {
    const char *name;
    enum common meaning;
} commons[] = {
    {"Identity", COMMON_IDENTITY},
    {"WhatIf", COMMON_WHAT_IF},
    {"Confirm", COMMON_IGNORED},
    {"ErrorAction", COMMON_IGNORED},
    {"WarningAction", COMMON_IGNORED},
    {"Verbose", COMMON_VERBOSE},
    {"Debug", COMMON_IGNORED},
    {"Force", COMMON_IGNORED},
    {"DomainController", COMMON_IGNORED},
    {"ResultSize", COMMON_IGNORED},
    {"IncludeExtendedDomainInfo", COMMON_IGNORED},
    {"ReturnKeyValues", COMMON_IGNORED},
};

/* What a name on the command line stands for: a parameter of the noun or a common one. */
struct meaning {
    const char *name;
    size_t parameter;
    const struct common_parameter *common; /* NULL: a parameter of the noun */
};

static bool takes(const struct command *command, size_t index)
{
    const struct noun *noun = command->noun;

    if (index >= noun->count)
        return noun->directives[index - noun->count].verbs & command->verb->flag;
    if (noun->parameters[index].flags & READ_ONLY)
        return false;
    return (noun->parameters[index].flags & KEY) || (command->verb->flag & (SET | NEW | ADD | UPDATE | RUN));
}

static bool meaning_at(const struct command *command, size_t index, struct meaning *meaning)
{
    const size_t count = command->noun->count + command->noun->directive_count;

    *meaning = (struct meaning){.parameter = index};
    if (index < count) {
        if (takes(command, index))
            meaning->name = noun_argument(command->noun, index)->name;
        return true;
    }
    if (index - count >= ARRAY_SIZE(commons))
        return false;
    meaning->common = &commons[index - count];
    meaning->name = meaning->common->name;
    return true;
}

bool command_parameter_at(const struct cmdlet *cmdlet, size_t index, const char **name)
{
    const struct command command = {.verb = cmdlet->verb, .noun = cmdlet->noun};
    struct meaning meaning;

    if (!meaning_at(&command, index, &meaning))
        return false;
    *name = meaning.common && meaning.common->meaning == COMMON_IGNORED ? NULL : meaning.name;
    return true;
}

static bool refuse_name(const struct command *command, const char *name, struct error *error)
{
    char *known = NULL;
    size_t length = 0;
    FILE *memory = text_stream(&known, &length);
    struct meaning meaning;

    for (size_t i = 0; meaning_at(command, i, &meaning); i++)
        if (meaning.name && (!meaning.common || meaning.common->meaning != COMMON_IGNORED))
            fprintf(memory, " -%s", meaning.name);
    text_stream_close(memory);
    error_set(error, "A parameter cannot be found that matches parameter name '%s'. %s-%s has:%s.", name,
              command->verb->name, command->noun->name, known);
    free(known);
    return false;
}

/* A name may be cut short as long as only one begins so. */
static bool find_meaning(const struct command *command, const char *name, struct meaning *found, struct error *error)
{
    struct meaning meaning;
    size_t fitting = 0;

    for (size_t i = 0; meaning_at(command, i, &meaning); i++) {
        if (!text_starts(meaning.name, name))
            continue;
        if (text_equal(meaning.name, name) || fitting == 0)
            *found = meaning;
        if (text_equal(meaning.name, name))
            return true;
        fitting++;
    }
    if (fitting > 1)
        return error_set(error, "Parameter cannot be processed because the parameter name '%s' is ambiguous.", name);
    return fitting == 1 || refuse_name(command, name, error);
}

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

static bool bind_common(struct command *command, enum common meaning, const struct value *value, struct error *error)
{
    switch (meaning) {
    case COMMON_IDENTITY: return bind_identity(command, value, error);
    case COMMON_WHAT_IF: return bind_switch(&command->what_if, value);
    case COMMON_VERBOSE: return bind_switch(&command->verbose, value);
    case COMMON_IGNORED: return true;
    }
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
    bounds = memory_grow(command->bounds, command->count + 1, sizeof *bounds);
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

static bool bind_argument(struct command *command, struct argument *argument, bool *named, struct error *error)
{
    struct meaning meaning = {0};

    if (!argument->name) {
        if (*named)
            return error_set(error, "A positional parameter cannot be found that accepts argument '%s'.",
                             argument->value.items.count ? argument->value.items.items[0] : "$null");
        *named = true;
        return bind_name(command, &argument->value, error);
    }
    if (!find_meaning(command, argument->name, &meaning, error))
        return false;
    if (meaning.common && meaning.common->meaning == COMMON_IDENTITY)
        return bind_name(command, &argument->value, error);
    if (meaning.common)
        return bind_common(command, meaning.common->meaning, &argument->value, error);
    return bind_parameter(command, meaning.parameter, &argument->value, error);
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

struct command *command_bind(const struct cmdlet *cmdlet, const char *at, struct command_line *line,
                             struct error *error)
{
    CLEANUP(command_free) struct command *command = memory_new(sizeof *command);
    bool named = false;

    command->verb = cmdlet->verb;
    command->noun = cmdlet->noun;
    command->at = at;
    command->format = format_new(line->layout, &line->shown);
    for (size_t i = 0; i < line->count; i++)
        if (!bind_argument(command, &line->arguments[i], &named, error))
            return NULL;
    if ((command->verb->flag & (SET | REMOVE)) && !selects(command)) {
        error_set(error, "Cannot process command because of one or more missing mandatory parameters: Identity.");
        return NULL;
    }
    return check_required(command, error) ? TAKE(command) : NULL;
}

struct command *command_understand(const char *at, struct command_line *line, struct error *error)
{
    struct cmdlet cmdlet;

    return cmdlet_find(line->cmdlet, at, &cmdlet, error) ? command_bind(&cmdlet, at, line, error) : NULL;
}

void command_free(struct command **command)
{
    for (size_t i = 0; *command && i < (*command)->count; i++)
        value_clear(&(*command)->bounds[i].value);
    if (*command) {
        format_free(&(*command)->format);
        free((*command)->bounds);
        free((*command)->identity);
    }
    free(*command);
    *command = NULL;
}

const struct value *command_value(const struct command *command, size_t parameter)
{
    for (size_t i = 0; i < command->count; i++)
        if (command->bounds[i].parameter == parameter)
            return &command->bounds[i].value;
    return NULL;
}

const char *command_text(const struct command *command, const char *parameter)
{
    const struct value *value = command_value(command, noun_parameter(command->noun, parameter));

    return value && value->items.count > 0 ? value->items.items[0] : "";
}

bool command_gives(const struct command *command, const char *parameter)
{
    return command_value(command, noun_parameter(command->noun, parameter)) != NULL;
}
