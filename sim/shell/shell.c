/* SPDX-License-Identifier: MIT */
/* Commands with semicolons between them, from text to effect. */
#include "shell.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/memory.h"
#include "base/text.h"
#include "error_records.h"
#include "execution.h"
#include "expression.h"
#include "pipeline.h"
#include "programs.h"
#include "shell/cmdlets/binding.h"
#include "shell/cmdlets/cmdlet_places.h"
#include "shell/language/parser.h"
#include "shell/language/statements.h"
#include "shell/language/tokeniser.h"
#include "shell/stages/object_pipeline.h"
#include "shell/stages/recognition.h"
#include "shell/stages/sources.h"

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
    struct statement {
        char *text;
        struct command_line *line; /* NULL: of objects, which stages/ reads */
    } * items;
    size_t count;
};

static void script_clear(struct script *script)
{
    for (size_t i = 0; i < script->count; i++) {
        free(script->items[i].text);
        command_line_free(&script->items[i].line);
    }
    free(script->items);
}

static bool script_add(struct script *script, const char *text, size_t length, struct error *error)
{
    CLEANUP(cleanup_string) char *own = text_copy_part(text, length);
    struct statement *statement;

    script->items = memory_one_more(script->items, script->count, sizeof *script->items);
    statement = &script->items[script->count++];
    *statement = (struct statement){.text = TAKE(own)};
    if (object_pipeline_is(statement->text) || object_arguments_are(statement->text))
        return tokens_check(statement->text, error);
    statement->line = command_line_parse(statement->text, error);
    return statement->line;
}

/* As in PowerShell, all are read before the first is run. */
static bool script_parse(struct script *script, const char *text, struct error *error)
{
    CLEANUP(cleanup_string) char *joined = statement_joined(text);
    const char *next = joined;

    if (strlen(text) > LINE_LIMIT)
        return error_set(error, "The command line is longer than %d bytes.", LINE_LIMIT);
    for (;;) {
        const size_t length = statement_length(next, false);
        if (!script_add(script, next, length, error))
            return false;
        if (!next[length])
            return true;
        next += length + 1;
    }
}

static bool check_statement(const char *at, const struct statement *statement, struct error *error)
{
    return statement->line ? check_line(place_of_cmdlets(at), statement->line, error)
                           : object_pipeline_check(statement->text, shell_check, at, error);
}

bool shell_check(const char *at, const char *text, struct error *error)
{
    CLEANUP(script_clear) struct script script = {0};

    if (!script_parse(&script, text, error) || !check_place(at, error))
        return false;
    for (size_t i = 0; i < script.count; i++)
        if (!check_statement(at, &script.items[i], error))
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
    if (program_find(line->cmdlet))
        return program_run(shell, at, line, error);
    if (expression_is_function(line) && line->property)
        return error_set(error, "(%s).%s is more than this shell knows of PowerShell: fblab pwsh has it.", line->cmdlet,
                         line->property);
    if (!expression_is_function(line))
        return !*line->cmdlet || run_cmdlets(shell, at, line, error);
    expression_print_function(shell, line);
    return true;
}

static bool is_silence(const struct value *value)
{
    return value->kind == VALUE_LIST && value->items.count == 1 &&
           (text_equal(value->items.items[0], "SilentlyContinue") || text_equal(value->items.items[0], "Ignore"));
}

/* "-ErrorAction SilentlyContinue", whose value may be an argument of its own. */
static bool is_silent(const struct command_line *line)
{
    for (size_t i = 0; line && i < line->count; i++)
        if (line->arguments[i].name && text_equal(line->arguments[i].name, "ErrorAction"))
            return is_silence(&line->arguments[i].value) ||
                   (i + 1 < line->count && !line->arguments[i + 1].name && is_silence(&line->arguments[i + 1].value));
    return false;
}

/* What is not there is; a parameter that is not is no matter of -ErrorAction. */
static bool pass_over(struct error *error)
{
    CLEANUP(json_release) json_t *record = error_record(error->text);

    if (strcmp(json_member_text(record, "category"), "NotSpecified") != 0)
        return false;
    *error = (struct error){""};
    return true;
}

/* Variables with a path, and those in double quotes, become texts before the line is read: "$($r.Alias):\\Calendar". */
static bool run_cmdlet_line(const struct shell *shell, const char *at, struct statement *statement, struct error *error)
{
    const struct expansion expansion = session_expansion(shell);
    CLEANUP(cleanup_string) char *expanded = expansion_apply(&expansion, statement->text);
    bool silent;

    if (strcmp(expanded, statement->text) != 0) {
        command_line_free(&statement->line);
        statement->line = command_line_parse(expanded, error);
    }
    if (!statement->line)
        return false;
    silent = is_silent(statement->line);
    return run_line(shell, place_of_cmdlets(at), statement->line, error) || (silent && pass_over(error));
}

static bool run_statement(const struct shell *shell, const char *at, struct statement *statement, struct error *error)
{
    unsigned commands = MOST_COMMANDS;
    const struct object_shell objects = {shell, at, shell_run, 0, &commands};
    CLEANUP(cleanup_string) char *put = NULL;

    if (statement->line)
        return run_cmdlet_line(shell, at, statement, error);
    if (object_pipeline_is(statement->text))
        return object_pipeline_run(&objects, statement->text, error);
    put = object_arguments_put(&objects, statement->text, error);
    return put && shell_run(shell, at, put, error);
}

/* Programs of Windows run on computers that everybody has, too. */
static bool has_only_programs(const struct script *script)
{
    for (size_t i = 0; i < script->count; i++)
        if (!script->items[i].line || !program_find(script->items[i].line->cmdlet))
            return false;
    return true;
}

/* What no organisation can reach is not for a program under test. */
static bool may_enter(const struct shell *shell, const char *at, const struct script *script, struct error *error)
{
    return !shell->without_lab || !place_is_of_lab(at) || (!place_knows_all(at) && has_only_programs(script)) ||
           error_set(error, "The place '%s' is of the lab itself, and not for the program under test.", at);
}

bool shell_run(const struct shell *shell, const char *at, const char *text, struct error *error)
{
    CLEANUP(script_clear) struct script script = {0};

    if (!script_parse(&script, text, error) || !check_place(at, error) || !may_enter(shell, at, &script, error))
        return false;
    for (size_t i = 0; i < script.count; i++)
        if (!run_statement(shell, at, &script.items[i], error))
            return false;
    return true;
}
