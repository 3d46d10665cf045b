/* SPDX-License-Identifier: MIT */
/* The script for fish: a line for each command, option and kind of operand. */
#include "base/cleanup.h"
#include "completion.h"

#include <string.h>

static void put_quoted(FILE *output, const char *text)
{
    fputc('\'', output);
    for (; *text; text++)
        fprintf(output, strchr("\\'", *text) ? "\\%c" : "%c", *text);
    fputc('\'', output);
}

/* -F: files as well; -x: a value, and no files. */
static void put_value(const struct terminal_program *program, enum completes completes, FILE *output)
{
    static const char *const values[COMPLETES_COUNT] = {[COMPLETES_NOTHING] = " -x",
                                                        [COMPLETES_FILES] = " -r -F",
                                                        [COMPLETES_FOLDERS] = " -x -a '(__fish_complete_directories)'",
                                                        [COMPLETES_PROGRAMS] = " -x -a '(__fish_complete_command)'"};

    if (completes == COMPLETES_IDS)
        fprintf(output, " -x -a '(__%s_ids)'", program->name);
    else
        fputs(values[completes], output);
}

static void put_begin(const struct terminal_program *program, const struct subcommand *command, FILE *output)
{
    fprintf(output, "complete -c %s -n '__fish_seen_subcommand_from %s'", program->name, command->name);
}

static void put_command(const struct terminal_program *program, const struct subcommand *command, FILE *output)
{
    const enum completes operands = completes_of_operands(command->arguments);

    for (size_t i = 0; i < command->option_count; i++) {
        const struct option_row *row = &command->options[i];
        put_begin(program, command, output);
        fprintf(output, " -%s %s", row->name[1] ? "l" : "s", row->name);
        if (row->value)
            put_value(program, completes_of_value(row->value), output);
        fputs(" -d ", output);
        put_quoted(output, row->help);
        fputc('\n', output);
    }
    put_begin(program, command, output);
    fputs(" -l help -d 'print what it does'\n", output);
    if (operands == COMPLETES_NOTHING)
        return;
    put_begin(program, command, output);
    put_value(program, operands, output);
    fputc('\n', output);
}

static void put_name(const struct terminal_program *program, const char *name, const char *says, FILE *output)
{
    fprintf(output, "complete -c %s -n __fish_use_subcommand -a %s -d ", program->name, name);
    put_quoted(output, says);
    fputc('\n', output);
}

void completion_print_fish(const struct terminal_program *program, FILE *output)
{
    const char *const name = program->name;

    fprintf(output,
            "# %s(1) for fish: %s completion fish\n"
            "function __%s_ids\n    %s 2>/dev/null | string replace -r ' .*' ''\nend\n"
            "function __%s_topics\n    %s 2>/dev/null | string match -rg '^  (\\S+)'\nend\n"
            "complete -c %s -f\n",
            name, name, name, program->ids ? program->ids : "true", name, program->topics ? program->topics : "true",
            name);
    for (size_t i = 0; i < program->command_count; i++)
        put_name(program, program->commands[i]->name,
                 program->commands[i]->summary ? program->commands[i]->summary : program->commands[i]->about, output);
    put_name(program, "help", "prints what a command does", output);
    put_name(program, "completion", "prints this for a shell", output);
    fprintf(output,
            "complete -c %s -n '__fish_seen_subcommand_from completion' -a 'bash zsh fish'\n"
            "complete -c %s -n '__fish_seen_subcommand_from help' -a '(__%s_topics)'\n",
            name, name, name);
    for (size_t i = 0; i < program->command_count; i++)
        put_command(program, program->commands[i], output);
}
