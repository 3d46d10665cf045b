/* SPDX-License-Identifier: MIT */
#include "shell.h"

#include "cleanup.h"
#include "cmdlets.h"
#include "command.h"
#include "text.h"

#include <string.h>

static const char *const places[] = {"onprem", "exo", "mesh", "domino", "msol", "sync", "server", "lab"};

static bool check_place(const char *at, struct error *error)
{
    for (size_t i = 0; i < ARRAY_SIZE(places); i++)
        if (strcmp(places[i], at) == 0)
            return true;
    return error_set(error, "'%s' is no place where commands run: use onprem, exo, mesh, domino, msol, sync, server or lab.",
                     at);
}

/* An empty line gives true and no command. */
static bool understand(const char *at, const char *text, struct command **command, struct error *error)
{
    CLEANUP(command_line_free) struct command_line *line = command_line_parse(text, error);
    struct cmdlet cmdlet;

    if (!line || !check_place(at, error))
        return false;
    if (!*line->cmdlet)
        return true;
    if (!cmdlet_find(line->cmdlet, at, &cmdlet, error))
        return false;
    *command = command_bind(&cmdlet, at, line, error);
    return *command;
}

bool shell_check(const char *at, const char *text, struct error *error)
{
    CLEANUP(command_free) struct command *command = NULL;

    return understand(at, text, &command, error);
}

struct run {
    const struct shell *shell;
    const struct command *command;
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

static bool execute(struct run *run, struct error *error)
{
    const struct command *command = run->command;
    struct error refusal;

    if (command->verb->show)
        return store_read(run->shell->store, show, run, error);
    if (store_change(run->shell->store, change, run, &refusal))
        return true;
    if (!run->stopped)
        return error_set(error, "%s", refusal.text);
    if (run->shell->output)
        fprintf(run->shell->output, "What if: Performing the operation \"%s-%s\" on target \"%s\".\n",
                command->verb->name, command->noun->name, command->identity ? command->identity : command->at);
    return true;
}

bool shell_run(const struct shell *shell, const char *at, const char *text, struct error *error)
{
    CLEANUP(command_free) struct command *command = NULL;

    if (!understand(at, text, &command, error))
        return false;
    return !command || execute(&(struct run){.shell = shell, .command = command}, error);
}
