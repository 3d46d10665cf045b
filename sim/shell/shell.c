/* SPDX-License-Identifier: MIT */
#include "shell.h"

#include "cleanup.h"
#include "cmdlets.h"
#include "command.h"
#include "expression.h"
#include "text.h"

#include <string.h>

static const char *const places[] = {"onprem", "exo", "mesh", "domino", "msol", "sync", "server", "lab"};

static bool check_place(const char *at, struct error *error)
{
    for (size_t i = 0; i < ARRAY_SIZE(places); i++)
        if (strcmp(places[i], at) == 0)
            return true;
    return error_set(
        error, "'%s' is no place where commands run: use onprem, exo, mesh, domino, msol, sync, server or lab.", at);
}

bool shell_check(const char *at, const char *text, struct error *error)
{
    CLEANUP(command_line_free) struct command_line *line = command_line_parse(text, error);
    CLEANUP(command_free) struct command *command = NULL;

    if (!line || !check_place(at, error))
        return false;
    if (!*line->cmdlet)
        return true;
    return expressions_check(at, line, error) && (command = command_understand(at, line, error));
}

struct run {
    const struct shell *shell;
    struct command *command;
    bool stopped; /* by -WhatIf, after all went well */
};

static bool show(const xmlDoc *document, void *context, struct error *error)
{
    const struct run *run = context;

    return run->command->verb->show(document, run->command, run->shell->output, error);
}

static bool change(xmlDoc *document, void *context, struct error *error)
{
    struct run *run = context;

    if (!run->command->verb->change(document, run->command, error))
        return false;
    run->stopped = run->command->what_if;
    return !run->stopped || error_set(error, "-WhatIf changes nothing.");
}

static void say_what_if(const struct run *run)
{
    const struct command *command = run->command;

    if (run->shell->output)
        fprintf(run->shell->output, "What if: Performing the operation \"%s-%s\" on target \"%s\".\n",
                command->verb->name, command->noun->name, command->identity ? command->identity : command->at);
}

/* What a change prints is held back until it has been made. */
static bool execute_change(struct run *run, struct error *error)
{
    char *printed = NULL;
    size_t length = 0;
    struct error refusal;
    bool done;

    run->command->output = open_memstream(&printed, &length);
    if (!run->command->output)
        abort();
    done = store_change(run->shell->store, change, run, &refusal);
    fclose(TAKE(run->command->output));
    if (done && run->shell->output)
        fputs(printed, run->shell->output);
    free(printed);
    if (run->stopped)
        say_what_if(run);
    return done || run->stopped || error_set(error, "%s", refusal.text);
}

static bool execute(struct run *run, struct error *error)
{
    const struct verb *verb = run->command->verb;

    run->command->services = run->shell->services;
    if (verb->run)
        return verb->run(run->shell, run->command, error);
    if (verb->show)
        return store_read(run->shell->store, show, run, error);
    return execute_change(run, error);
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

bool shell_run(const struct shell *shell, const char *at, const char *text, struct error *error)
{
    CLEANUP(command_line_free) struct command_line *line = command_line_parse(text, error);
    CLEANUP(command_free) struct command *command = NULL;

    if (!line || !check_place(at, error))
        return false;
    if (!*line->cmdlet)
        return true;
    if (!expressions_evaluate(shell, at, line, error) || !(command = command_understand(at, line, error)))
        return false;
    if (line->property)
        return print_property(shell, command, line->property, error);
    return execute(&(struct run){.shell = shell, .command = command}, error);
}

void shell_certificate_clear(struct shell_certificate *certificate)
{
    char *const texts[] = {certificate->thumbprint, certificate->base64,           certificate->not_before,
                           certificate->not_after,  certificate->certificate_file, certificate->key_file,
                           certificate->key_name};

    for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
        free(texts[i]);
    *certificate = (struct shell_certificate){0};
}
