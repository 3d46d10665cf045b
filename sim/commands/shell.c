/* SPDX-License-Identifier: MIT */
/* fblab shell: Exchange's cmdlets, typed or from a file, on a lab. */
#include "fblab_commands.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "kept_keys/kept_keys.h"
#include "lab_door.h"
#include "line_input.h"
#include "progress/state_folder.h"
#include "shell/language/statements.h"
#include "shell_completion.h"
#include "shell_session.h"
#include "terminal/status.h"
#include "vocabulary/places.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

static const char *prompt(void *context)
{
    return typing_prompt(context);
}

static size_t complete(void *context, const char *line, struct word_list *words)
{
    return completion_words(context, line, words);
}

/* Somebody who types, and where. */
struct typist {
    struct typing *typing;
    struct line_input *input;
};

/* "[Y] Yes ..." in the place of the prompt. */
static const char *ask(void *desk, const char *question)
{
    struct typist *const seat = desk;
    const char *answer;

    seat->typing->question = question;
    answer = line_input_read(seat->input);
    seat->typing->question = NULL;
    return line_input_given_up(seat->input) ? NULL : answer;
}

/* The end of a line that goes on is a blank. */
static void open_end(char *line)
{
    size_t length = strlen(line);

    while (length > 0 && strchr(" \t\r\n`", line[length - 1]))
        line[--length] = '\0';
}

/* A line, and those that it goes on with. The caller frees it; NULL: there is no more. */
static char *read_statement(struct typist *seat)
{
    const char *line = line_input_read(seat->input);
    char *text = line ? text_copy(line) : NULL;

    while (text && statement_goes_on(text)) {
        CLEANUP(cleanup_string) char *before = text;
        open_end(before);
        line = ask(seat, ">> ");
        text = line ? text_format("%s %s", before, line) : text_copy("");
    }
    return text;
}

/* NULL: what is typed cannot be kept. The caller frees it. */
static char *history_file(void)
{
    struct error error;
    CLEANUP(cleanup_string) char *folder = state_folder_find(NULL, &error);

    return folder ? text_format("%s/shell_history", folder) : NULL;
}

/* Somebody who types has seen what was refused: it is no failure of the whole. */
static void run_input(struct typing *typing)
{
    CLEANUP(cleanup_string) char *history = history_file();
    const struct line_habits habits = {prompt, complete, typing, history, true};
    CLEANUP(line_input_close) struct line_input *input = line_input_open(&habits);
    const bool typed = line_input_is_typed(input);
    struct typist seat = {typing, input};

    if (typed) {
        signal(SIGINT, SIG_IGN); /* while a command runs; at the prompt it is a key */
        typing->ask = ask;
        typing->desk = &seat;
        puts("The management shell of the lab: the tabulator completes, Enter-PSSession exo changes the place, exit "
             "ends.");
    }
    while (!typing->ended && !typing->lost) {
        CLEANUP(cleanup_string) char *text = read_statement(&seat);
        if (!text)
            break;
        typing_run(typing, text);
    }
    typing->ask = NULL;
    typing->desk = NULL;
    typing->failed = typing->failed && !typed;
}

static bool run_command(void *door, const char *at, const char *command, char **output, bool *lost, struct error *error)
{
    return lab_door_run(door, at, command, output, lost, error);
}

static int run_shell(const char *ready_file, const char *at, const char *commands)
{
    struct error error = {""};
    CLEANUP(lab_door_close) struct lab_door *door = lab_door_open(ready_file, &error);
    struct typing typing = {.run = run_command, .context = door, .at = at, .home = at};

    if (!door)
        return complain(STATUS_UNUSABLE, "%s", error.text);
    if (commands)
        typing_run(&typing, commands);
    else
        run_input(&typing);
    if (typing.lost)
        return STATUS_UNUSABLE;
    return typing.failed ? STATUS_DIFFERENT : STATUS_DONE;
}

struct shell_wishes {
    const char *lab, *at, *commands;
    bool fresh_keys;
};

static const struct option_row options[] = {
    {"lab", "READY", "a lab that runs; without, a fresh healthy one", OPTION_INTO(struct shell_wishes, lab)},
    {"at", "PLACE", "onprem (without), exo, msol, graph, sync, server, device, mesh, domino, lab",
     OPTION_INTO(struct shell_wishes, at)},
    {"fresh-keys", NULL, "make new keys in place of those kept from earlier",
     OPTION_INTO(struct shell_wishes, fresh_keys)},
    {"c", "COMMANDS", "run these and end; a semicolon stands between two", OPTION_INTO(struct shell_wishes, commands)},
};

static int run(void *values, int count, char **operands)
{
    const struct shell_wishes *const wishes = values;
    struct error error = {""};
    const char *place;

    if (count > 0)
        return complain(STATUS_USAGE, "shell takes no operand \"%s\"; did you mean -c?", operands[0]);
    if (wishes->fresh_keys && !kept_keys_renew(&error))
        return complain(STATUS_UNUSABLE, "%s", error.text);
    place = typing_place(wishes->at ? wishes->at : SCOPE_ONPREM, &error);
    return place ? run_shell(wishes->lab, place, wishes->commands) : complain(STATUS_USAGE, "%s", error.text);
}

const struct subcommand shell_command = {
    .name = "shell",
    .arguments = "",
    .listed = "shell|pwsh",
    .summary = "Exchange's cmdlets on a lab that runs",
    .about = "The management shell on a lab. Commands come from -c, from standard input, a line each, or are typed at "
             "a prompt with history and completion; `fblab help cmdlets` lists them.",
    .options = options,
    .option_count = ARRAY_SIZE(options),
    .values_size = sizeof(struct shell_wishes),
    .run = run,
};
