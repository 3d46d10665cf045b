/* SPDX-License-Identifier: MIT */
#include "fblab_commands/subcommand.h"

#include "base/cleanup.h"

#include <string.h>

static const struct {
    const char *name, *operands, *summary;
    int (*run)(int count, char **arguments);
} commands[] = {
    {"list", "[--json]", "the catalogue, a line a failure", command_list},
    {"show", "ID [--json]", "one failure: text, cause, signs, repair", command_show},
    {"serve", "[--scenario ID]", "run the lab until it is stopped", command_serve},
    {"replay", "[ID...]", "break, look up, compare, repair, look up again", command_replay},
    {"matrix", "--tool CMD", "which failures does a tool of yours get wrong?", command_matrix},
    {"exec", "-- CMD...", "run a program against a lab of its own", command_exec},
    {"shell", "[-c COMMANDS]", "Exchange's cmdlets on a lab that runs", command_shell},
    {"verify", "[FILE]", "were the expected requests made?", command_verify},
    {"record", "--upstream URL", "keep a real server's answers as a scenario", command_record},
    {"import", "FILE", "the same from a .har or .saz file", command_import},
    {"check", "FILE...", "validate scenario and organisation files", command_check},
};

static int print_usage(FILE *output)
{
    fputs("fblab: a lab that causes the documented Exchange hybrid free/busy failures\n\n"
          "usage: fblab COMMAND [ARGUMENT...]\n\n",
          output);
    for (size_t i = 0; i < ARRAY_SIZE(commands); i++)
        fprintf(output, "  %-8s %-18s %s\n", commands[i].name, commands[i].operands, commands[i].summary);
    fputs("\n`fblab COMMAND --help` lists a command's options; `fbcheck` is the client.\n"
          "Exit status: 0 as expected, 1 not as expected, 2 usage, 3 unusable lab or file.\n",
          output);
    return output == stdout ? EXIT_AS_EXPECTED : EXIT_USAGE;
}

int main(int count, char **arguments)
{
    if (count < 2)
        return print_usage(stderr);
    if (strcmp(arguments[1], "--help") == 0 || strcmp(arguments[1], "help") == 0)
        return print_usage(stdout);
    if (strcmp(arguments[1], "--version") == 0)
        return puts("fblab " FBLAB_VERSION) < 0 ? EXIT_UNUSABLE : EXIT_AS_EXPECTED;
    for (size_t i = 0; i < ARRAY_SIZE(commands); i++)
        if (strcmp(commands[i].name, arguments[1]) == 0)
            return commands[i].run(count - 1, arguments + 1);
    return command_fail(EXIT_USAGE, "\"%s\" is not a command; `fblab --help` lists them", arguments[1]);
}
