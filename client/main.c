/* SPDX-License-Identifier: MIT */
#include "base/cleanup.h"
#include "fbcheck_commands/options.h"
#include "fbcheck_commands/subcommands.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

static const struct command {
    const char *name, *arguments, *summary;
    int (*run)(int argc, char **argv);
} commands[] = {
    {"query", "[TARGET]", "look up free/busy times hop by hop; name the failure", command_query},
    {"classify", "[FILE...]", "name the failure in a text, an answer or a log", command_classify},
    {"explain", "ID", "cause, evidence to collect, repair, look-alikes", command_explain},
};

static int print_usage(void)
{
    puts("Usage: fbcheck COMMAND [OPTION...] [ARGUMENT...]\n\n"
         "Finds out why free/busy look-ups between two Exchange organizations fail.\n");
    for (size_t i = 0; i < ARRAY_SIZE(commands); i++)
        printf("  %-9s %-10s %s\n", commands[i].name, commands[i].arguments, commands[i].summary);
    puts("\n  fbcheck COMMAND --help prints the options of a command.\n"
         "  fbcheck --version      prints the version.\n\n"
         "Examples:\n"
         "  fbcheck query --lab ready.json\n"
         "  fbcheck query joe@contoso.com --lab ready.json --json\n"
         "  fbcheck classify error.txt\n"
         "  fbcheck explain 06\n\n"
         "Exit status: 0 done, 1 the look-up failed, 2 wrong usage, 3 a file is unusable.");
    return STATUS_DONE;
}

static int run(const char *name, int argc, char **argv)
{
    for (size_t i = 0; i < ARRAY_SIZE(commands); i++)
        if (strcmp(name, commands[i].name) == 0)
            return commands[i].run(argc, argv);
    return complain(STATUS_USAGE, "there is no command \"%s\"; see fbcheck --help", name);
}

int main(int argc, char **argv)
{
    signal(SIGPIPE, SIG_IGN); /* a peer that closes is an outcome, not the end */
    if (argc < 2)
        return complain(STATUS_USAGE, "a command is missing; see fbcheck --help");
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0)
        return print_usage();
    if (strcmp(argv[1], "--version") == 0)
        return puts("fbcheck " FBLAB_VERSION) == EOF ? STATUS_UNUSABLE : STATUS_DONE;
    return run(argv[1], argc - 1, argv + 1);
}
