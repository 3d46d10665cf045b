/* SPDX-License-Identifier: MIT */
/* Finds the subcommand, reads its options, runs it, and says how it ended. */
#include "program.h"

#include "base/cleanup.h"
#include "base/key_log.h"
#include "base/memory.h"
#include "base/nearest.h"
#include "base/text.h"
#include "help.h"
#include "status.h"
#include "terminal/completion/completion.h"

#include <stdlib.h>
#include <string.h>

static const struct subcommand *find(const struct terminal_program *program, const char *name)
{
    for (size_t i = 0; i < program->command_count; i++)
        if (strcmp(program->commands[i]->name, name) == 0)
            return program->commands[i];
    return NULL;
}

static const char *nearest_command(const struct terminal_program *program, const char *name)
{
    const char *nearest = NULL;
    unsigned away = nearest_limit(name);

    for (size_t i = 0; i < program->command_count; i++)
        if (nearer(name, program->commands[i]->name, &away))
            nearest = program->commands[i]->name;
    return nearest;
}

static int say_unknown(const struct terminal_program *program, const char *name)
{
    const char *const kind = *name == '-' ? "option" : "command";
    const char *const nearest = nearest_command(program, name);

    if (nearest)
        return complain(STATUS_USAGE, "there is no command \"%s\"; did you mean %s?", name, nearest);
    return complain(STATUS_USAGE, "there is no %s \"%s\"; see %s --help", kind, name, program->name);
}

static int say_unknown_topic(const struct terminal_program *program, const char *topic)
{
    const bool is_near = nearest_command(program, topic) != NULL;
    CLEANUP(cleanup_string) char *near = !is_near && program->near_topic ? program->near_topic(topic) : NULL;

    if (near)
        return complain(STATUS_USAGE, "there is no help on \"%s\"; did you mean %s?", topic, near);
    return say_unknown(program, topic);
}

static int help(const struct terminal_program *program, const char *topic)
{
    const struct subcommand *const command = topic ? find(program, topic) : NULL;

    if (!topic)
        help_print_program(program, stdout);
    else if (command)
        help_print_command(program, command, stdout);
    else if (!program->print_topic || !program->print_topic(topic))
        return say_unknown_topic(program, topic);
    return STATUS_DONE;
}

/* argv[0] becomes "fbcheck query": so messages name the command. */
static int run_command(const struct terminal_program *program, const struct subcommand *command, int argc, char **argv)
{
    CLEANUP(cleanup_string) char *typed = text_format("%s %s", program->name, command->name);
    void *const values = memory_new(command->values_size + 1);
    struct error error = {""};
    int first = 0, status = STATUS_DONE;

    argv[0] = typed;
    switch (options_read(command->options, command->option_count, argc, argv, values, &first, &error)) {
    case OPTIONS_READ: status = command->run(values, argc - first, argv + first); break;
    case OPTIONS_HELP: help_print_command(program, command, stdout); break;
    case OPTIONS_WRONG: status = complain(STATUS_USAGE, "%s", error.text); break;
    }
    free(values);
    return status;
}

static int complete(const struct terminal_program *program, int count, char **operands)
{
    const char *const shell = count > 0 ? operands[0] : "";

    if (count > 1)
        return complain(STATUS_USAGE, "completion takes one shell, and \"%s\" is one more", operands[1]);
    if (completion_print(program, shell, stdout))
        return STATUS_DONE;
    return complain(STATUS_USAGE, "completion takes a shell: bash, zsh or fish, not \"%s\"", shell);
}

static bool is_one_of(const char *word, const char *one, const char *other)
{
    return strcmp(word, one) == 0 || strcmp(word, other) == 0;
}

static int run(const struct terminal_program *program, int argc, char **argv)
{
    const struct subcommand *command;

    if (argc < 2)
        return complain(STATUS_USAGE, "a command is missing; see %s --help", program->name);
    if (is_one_of(argv[1], "--help", "-h"))
        return help(program, NULL);
    if (strcmp(argv[1], "help") == 0 && argc > 3)
        return complain(STATUS_USAGE, "help takes one command, and \"%s\" is one more", argv[3]);
    if (strcmp(argv[1], "help") == 0)
        return help(program,
                    argv[2] && !is_one_of(argv[2], "--help", "-h") && strcmp(argv[2], "help") != 0 ? argv[2] : NULL);
    if (strcmp(argv[1], "--version") == 0)
        return printf("%s %s\n", program->name, program->version) < 0 ? STATUS_UNUSABLE : STATUS_DONE;
    if (strcmp(argv[1], "completion") == 0)
        return complete(program, argc - 2, argv + 2);
    command = find(program, argv[1]);
    return command ? run_command(program, command, argc - 1, argv + 1) : say_unknown(program, argv[1]);
}

int terminal_program_run(const struct terminal_program *program, int argc, char **argv)
{
    standard_streams_prepare();
    if (!key_log_prepare())
        complain(STATUS_DONE, "SSLKEYLOGFILE is a pipe that nobody reads: no secrets of TLS are written");
    return standard_output_finish(run(program, argc, argv));
}
