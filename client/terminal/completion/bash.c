/* SPDX-License-Identifier: MIT */
/* The script for bash: a case for each command, in it a case for each option that takes a value. */
#include "base/cleanup.h"
#include "completion.h"

static const char *const kinds[] = {[COMPLETES_NOTHING] = "nothing",
                                    [COMPLETES_FILES] = "files",
                                    [COMPLETES_FOLDERS] = "folders",
                                    [COMPLETES_IDS] = "ids",
                                    [COMPLETES_PROGRAMS] = "programs"};

static const char *hyphens(const struct option_row *row)
{
    return row->name[1] ? "--" : "-";
}

static void put_command(const struct subcommand *command, FILE *output)
{
    fprintf(output, "    %s)\n        kind=%s words='", command->name,
            kinds[completes_of_operands(command->arguments)]);
    for (size_t i = 0; i < command->option_count; i++)
        fprintf(output, "%s%s ", hyphens(&command->options[i]), command->options[i].name);
    fputs("--help'\n        case $before in\n", output);
    for (size_t i = 0; i < command->option_count; i++)
        if (command->options[i].value)
            fprintf(output, "        %s%s) kind=%s words= ;;\n", hyphens(&command->options[i]),
                    command->options[i].name, kinds[completes_of_value(command->options[i].value)]);
    fputs("        esac ;;\n", output);
}

static void put_names(const struct terminal_program *program, FILE *output)
{
    for (size_t i = 0; i < program->command_count; i++)
        fprintf(output, "%s ", program->commands[i]->name);
}

void completion_print_bash(const struct terminal_program *program, FILE *output)
{
    fprintf(output,
            "# %s(1) for bash: %s completion bash\n"
            "_%s()\n{\n"
            "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} kind=nothing words=\n"
            "    local command=${COMP_WORDS[1]}\n"
            "    [ \"$COMP_CWORD\" -gt 1 ] || command=\n"
            "    case $command in\n    '') words='",
            program->name, program->name, program->name);
    put_names(program, output);
    fputs("help completion --help --version' ;;\n    help) words='", output);
    put_names(program, output);
    fprintf(output, "' kind=topics ;;\n    completion) words='bash zsh fish' ;;\n");
    for (size_t i = 0; i < program->command_count; i++)
        put_command(program->commands[i], output);
    fprintf(output,
            "    esac\n"
            "    case $kind in\n"
            "    ids) words=\"$words $(%s 2>/dev/null | cut -d ' ' -f 1)\" ;;\n"
            "    topics) words=\"$words $(%s 2>/dev/null | cut -d ' ' -f 3)\" ;;\n"
            "    esac\n"
            "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\"\n"
            "        case $kind in\n"
            "        files) compgen -f -- \"$word\" ;;\n"
            "        folders) compgen -d -- \"$word\" ;;\n"
            "        programs) compgen -c -- \"$word\" ;;\n"
            "        esac)\n"
            "    case $kind in files | folders) compopt -o filenames 2>/dev/null ;; esac\n"
            "}\ncomplete -F _%s %s\n",
            program->ids ? program->ids : "true", program->topics ? program->topics : "true", program->name,
            program->name);
}
