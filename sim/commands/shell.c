/* SPDX-License-Identifier: MIT */
#include "subcommand.h"

#include "base/cleanup.h"
#include "shell_prompt.h"
#include "shell_session.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void run_input(struct typing *typing)
{
    CLEANUP(cleanup_string) char *line = NULL;
    size_t size = 0;

    while (!typing->ended && !typing->lost && getline(&line, &size, stdin) >= 0) {
        typing_run(typing, line);
        fflush(stdout);
    }
}

static int run(const char *ready_file, const char *at, const char *commands)
{
    struct error error = {""};
    CLEANUP(lab_door_close) struct lab_door *door = lab_door_open(ready_file, &error);
    struct typing typing = {.door = door, .at = at, .home = at};

    if (!door)
        return command_fail(EXIT_UNUSABLE, "%s", error.text);
    if (commands)
        typing_run(&typing, commands);
    else if (isatty(STDIN_FILENO))
        return prompt_run(&typing) ? EXIT_AS_EXPECTED : EXIT_UNUSABLE;
    else
        run_input(&typing);
    if (typing.lost)
        return EXIT_UNUSABLE;
    return typing.failed ? EXIT_NOT_AS_EXPECTED : EXIT_AS_EXPECTED;
}

int command_shell(int count, char **arguments)
{
    const char *ready_file = NULL, *at = "onprem", *commands = NULL, *place;
    const struct option_row rows[] = {
        {"lab", "READY", "a lab that runs; without, a fresh healthy one", &ready_file},
        {"at", "PLACE", "onprem, exo, msol, sync or server", &at},
        {"c", "COMMANDS", "run these and end; a semicolon stands between two", &commands},
        {0},
    };
    struct error error = {""};
    int first;
    const int status = options_parse("shell", "", rows, count, arguments, &first);

    if (status >= 0)
        return status;
    if (first < count)
        return command_fail(EXIT_USAGE, "shell takes no operand \"%s\"; did you mean -c?", arguments[first]);
    place = typing_place(at, &error);
    return place ? run(ready_file, place, commands) : command_fail(EXIT_USAGE, "%s", error.text);
}
