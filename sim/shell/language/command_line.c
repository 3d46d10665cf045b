/* SPDX-License-Identifier: MIT */
/* Lines as structures: made, filled, freed. */
#include "command_line.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"

void value_clear(struct value *value)
{
    word_list_clear(&value->items);
    word_list_clear(&value->removed);
    command_line_free(&value->call);
}

struct command_line *command_line_new(const char *cmdlet)
{
    struct command_line *line = memory_new(sizeof *line);

    line->cmdlet = text_copy(cmdlet);
    return line;
}

struct argument *command_line_add(struct command_line *line)
{
    struct argument *arguments = memory_one_more(line->arguments, line->count, sizeof *arguments);

    line->arguments = arguments;
    arguments[line->count] = (struct argument){0};
    return &arguments[line->count++];
}

void command_line_give_identity(struct command_line *line, const char *identity)
{
    struct argument *argument = command_line_add(line);

    argument->piped = true;
    argument->value.kind = VALUE_LIST;
    word_list_add(&argument->value.items, text_copy(identity));
}

void command_line_free(struct command_line **line)
{
    for (size_t i = 0; *line && i < (*line)->count; i++) {
        free((*line)->arguments[i].name);
        value_clear(&(*line)->arguments[i].value);
    }
    if (*line) {
        free((*line)->arguments);
        free((*line)->cmdlet);
        free((*line)->property);
        command_line_free(&(*line)->next);
        word_list_clear(&(*line)->shown);
    }
    free(*line);
    *line = NULL;
}
