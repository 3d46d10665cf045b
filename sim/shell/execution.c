/* SPDX-License-Identifier: MIT */
/* One bound command, run on the store: read, changed or acted upon. */
#include "execution.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "retired_cmdlets.h"
#include "shell/cmdlets/cmdlet_places.h"

struct execution {
    const struct shell *shell;
    struct command *command;
    bool stopped; /* by -WhatIf, after all went well */
};

static bool show(const xmlDoc *document, void *context, struct error *error)
{
    const struct execution *run = context;

    return run->command->verb->show(document, run->command, run->shell->output, error);
}

static bool change(xmlDoc *document, void *context, struct error *error)
{
    struct execution *run = context;

    if (!run->command->verb->change(document, run->command, error))
        return false;
    run->stopped = run->command->what_if;
    return !run->stopped || error_set(error, "-WhatIf changes nothing.");
}

static void say_what_if(const struct execution *run)
{
    const struct command *command = run->command;

    if (run->shell->output)
        fprintf(run->shell->output, "What if: Performing the operation \"%s-%s\" on target \"%s\".\n",
                command->verb->name, command->noun->name, command->identity ? command->identity : command->at);
}

/* What a change prints is held back until it has been made. */
static bool execute_change(struct execution *run, struct error *error)
{
    char *printed = NULL;
    size_t length;
    const size_t before = run->shell->recording ? recording_count(run->shell->recording) : 0;
    struct error refusal;
    bool done;

    run->command->output = text_stream(&printed, &length);
    done = store_change(run->shell->store, change, run, &refusal);
    text_stream_close(TAKE(run->command->output));
    if (!done && run->shell->recording)
        recording_cut(run->shell->recording, before);
    if (done && run->shell->output)
        fputs(printed, run->shell->output);
    free(printed);
    if (run->stopped)
        say_what_if(run);
    return done || run->stopped || error_set(error, "%s", refusal.text);
}

bool may_touch(const struct shell *shell, const struct noun *noun, struct error *error)
{
    return !shell->without_lab || !noun_is_of_lab(noun) ||
           error_set(error, "The cmdlets of the lab itself (%s) are not for the program under test.", noun->name);
}

bool execute(const struct shell *shell, struct command *command, struct error *error)
{
    struct execution run = {.shell = shell, .command = command};

    if (!may_touch(shell, command->noun, error))
        return false;
    retired_cmdlets_tell(shell, command);
    command->services = shell->services;
    if (shell->recording)
        format_record(command->format, shell->recording, command->noun, place_is_online(command->at));
    if (command->verb->run)
        return command->verb->run(shell, command, error);
    if (command->verb->show)
        return store_read(shell->store, show, &run, error);
    return execute_change(&run, error);
}
