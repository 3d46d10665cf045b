/* SPDX-License-Identifier: MIT */
/* One line, from text to effect. */
#include "shell.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "execution.h"
#include "expression.h"
#include "pipeline.h"
#include "programs.h"
#include "shell/cmdlets/binding.h"
#include "shell/language/parser.h"
#include "vocabulary/places.h"

#include <string.h>

static bool check_place(const char *at, struct error *error)
{
    CLEANUP(cleanup_string) char *known = NULL;

    for (size_t i = 0; i < places.count; i++)
        if (strcmp(places.items[i].name, at) == 0)
            return true;
    known = terms_list(&places, "or");
    return error_set(error, "'%s' is no place where commands run: use %s.", at, known);
}

/* "(Get-AuthConfig).Realm": the values, one a line. */
static bool print_property(const struct shell *shell, const struct command *command, const char *property,
                           struct error *error)
{
    struct word_list values = {0};
    const bool done = expression_read(shell, command, property, &values, error);

    for (size_t i = 0; done && shell->output && i < values.count; i++)
        fprintf(shell->output, "%s\n", values.items[i]);
    word_list_clear(&values);
    return done;
}

static bool check_line(const char *at, struct command_line *line, struct error *error)
{
    if (!*line->cmdlet || expression_is_function(line))
        return true;
    if (program_find(line->cmdlet))
        return program_check(at, line, error);
    return pipeline_check(at, line, error);
}

bool shell_check(const char *at, const char *text, struct error *error)
{
    CLEANUP(command_line_free) struct command_line *line = command_line_parse(text, error);

    return line && check_place(at, error) && check_line(at, line, error);
}

static bool run_cmdlets(const struct shell *shell, const char *at, struct command_line *line, struct error *error)
{
    CLEANUP(command_free) struct command *command = NULL;
    bool done;

    if (line->next)
        return pipeline_run(shell, at, line, error);
    if (!expressions_evaluate(shell, at, line, error) || !(command = command_understand(at, line, error)))
        return false;
    if (line->property)
        return print_property(shell, command, line->property, error);
    done = execute(shell, command, error);
    if (done)
        format_finish(command->format, shell->output);
    return done;
}

static bool run_line(const struct shell *shell, const char *at, struct command_line *line, struct error *error)
{
    if (line->variable)
        return *line->cmdlet ? expression_assign(shell, at, line, error)
                             : expression_print_variable(shell, line->variable, error);
    if (program_find(line->cmdlet))
        return program_run(shell, at, line, error);
    if (!expression_is_function(line))
        return !*line->cmdlet || run_cmdlets(shell, at, line, error);
    expression_print_function(shell, line);
    return true;
}

bool shell_run(const struct shell *shell, const char *at, const char *text, struct error *error)
{
    CLEANUP(command_line_free) struct command_line *line = command_line_parse(text, error);

    return line && check_place(at, error) && run_line(shell, at, line, error);
}
