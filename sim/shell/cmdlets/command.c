/* SPDX-License-Identifier: MIT */
/* What a bound command was given. */
#include "command.h"

#include "base/cleanup.h"
#include "base/text.h"

void command_free(struct command **command)
{
    for (size_t i = 0; *command && i < (*command)->count; i++)
        value_clear(&(*command)->bounds[i].value);
    if (*command) {
        format_free(&(*command)->format);
        free((*command)->bounds);
        free((*command)->identity);
        free((*command)->filter);
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

const struct shell_services *services_of(const struct command *command, struct error *error)
{
    if (!command->services)
        error_set(error, "%s-%s needs a running lab, and this is a document alone.", command->verb->name,
                  command->noun->name);
    return command->services;
}
