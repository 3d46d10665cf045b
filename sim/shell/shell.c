/* SPDX-License-Identifier: MIT */
/* Commands with semicolons between them, from text to effect. */
#include "shell.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "execution.h"
#include "expression.h"
#include "pipeline.h"
#include "programs.h"
#include "shell/cmdlets/binding.h"
#include "shell/cmdlets/cmdlet_places.h"
#include "shell/language/parser.h"
#include "shell/language/statements.h"
#include "shell/language/tokeniser.h"

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
static bool print_property(const struct shell *shell, struct command *command, const char *property,
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

/* The commands of a text. */
struct script {
    struct command_line **lines;
    size_t count;
};

static void script_clear(struct script *script)
{
    for (size_t i = 0; i < script->count; i++)
        command_line_free(&script->lines[i]);
    free(script->lines);
}

static bool script_add(struct script *script, const char *text, size_t length, struct error *error)
{
    CLEANUP(cleanup_string) char *statement = text_format("%.*s", (int)length, text);
    struct command_line *line = command_line_parse(statement, error);

    if (!line)
        return false;
    script->lines = memory_grow(script->lines, script->count + 1, sizeof(struct command_line *));
    script->lines[script->count++] = line;
    return true;
}

/* As in PowerShell, all are read before the first is run. */
static bool script_parse(struct script *script, const char *text, struct error *error)
{
    if (strlen(text) > LINE_LIMIT)
        return error_set(error, "The command line is longer than %d bytes.", LINE_LIMIT);
    for (;;) {
        const size_t length = statement_length(text, false);
        if (!script_add(script, text, length, error))
            return false;
        if (!text[length])
            return true;
        text += length + 1;
    }
}

bool shell_check(const char *at, const char *text, struct error *error)
{
    CLEANUP(script_clear) struct script script = {0};

    if (!script_parse(&script, text, error) || !check_place(at, error))
        return false;
    for (size_t i = 0; i < script.count; i++)
        if (!check_line(place_of_cmdlets(at), script.lines[i], error))
            return false;
    return true;
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

/* What no organisation can reach is not for a program under test. */
static bool may_enter(const struct shell *shell, const char *at, struct error *error)
{
    return !shell->without_lab || !place_is_of_lab(at) ||
           error_set(error, "The place '%s' is of the lab itself, and not for the program under test.", at);
}

bool shell_run(const struct shell *shell, const char *at, const char *text, struct error *error)
{
    CLEANUP(script_clear) struct script script = {0};

    if (!script_parse(&script, text, error) || !check_place(at, error) || !may_enter(shell, at, error))
        return false;
    for (size_t i = 0; i < script.count; i++)
        if (!run_line(shell, place_of_cmdlets(at), script.lines[i], error))
            return false;
    return true;
}
