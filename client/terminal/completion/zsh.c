/* SPDX-License-Identifier: MIT */
/* The script for zsh: a call of _arguments for each command. */
#include "base/cleanup.h"
#include "completion.h"

#include <string.h>

static const char *const actions[COMPLETES_COUNT] = {[COMPLETES_NOTHING] = " ",
                                                     [COMPLETES_FILES] = "_files",
                                                     [COMPLETES_FOLDERS] = "_files -/",
                                                     [COMPLETES_PROGRAMS] = "_command_names"};

/* Within single quotes; what would end a description is escaped. */
static void put_text(FILE *output, const char *text, const char *escaped)
{
    for (; *text; text++)
        if (*text == '\'')
            fputs("'\\''", output);
        else
            fprintf(output, strchr(escaped, *text) ? "\\%c" : "%c", *text);
}

static void put_action(FILE *output, const struct terminal_program *program, enum completes completes)
{
    if (completes == COMPLETES_IDS)
        fprintf(output, "_%s_ids", program->name);
    else
        fputs(actions[completes], output);
}

static void put_option(const struct terminal_program *program, const struct option_row *row, FILE *output)
{
    fprintf(output, " \\\n            '%s%s%s[", row->kind == OPTION_TEXTS ? "*" : "", row->name[1] ? "--" : "-",
            row->name);
    put_text(output, row->help, "\\[]");
    fputc(']', output);
    if (row->value) {
        fputc(':', output);
        put_text(output, row->value, "\\:");
        fputc(':', output);
        put_action(output, program, completes_of_value(row->value));
    }
    fputc('\'', output);
}

static void put_command(const struct terminal_program *program, const struct subcommand *command, FILE *output)
{
    const enum completes operands = completes_of_operands(command->arguments);

    fprintf(output, "    %s)\n        _arguments", command->name);
    for (size_t i = 0; i < command->option_count; i++)
        put_option(program, &command->options[i], output);
    fputs(" \\\n            '--help[print what it does]'", output);
    if (operands == COMPLETES_PROGRAMS) {
        fputs(" \\\n            '*:: :_normal'", output);
    } else if (operands != COMPLETES_NOTHING) {
        fputs(" \\\n            '*:operand:", output);
        put_action(output, program, operands);
        fputc('\'', output);
    }
    fputs(" ;;\n", output);
}

static void put_commands(const struct terminal_program *program, FILE *output)
{
    for (size_t i = 0; i < program->command_count; i++) {
        const struct subcommand *command = program->commands[i];
        fprintf(output, "        '%s:", command->name);
        put_text(output, command->summary ? command->summary : command->about, "\\");
        fputs("'\n", output);
    }
    fputs("        'help:prints what a command does'\n        'completion:prints this for a shell'\n", output);
}

static void put_words(const struct terminal_program *program, const char *what, const char *command, int field,
                      FILE *output)
{
    fprintf(output,
            "_%s_%s()\n{\n    local -a words\n    words=(${(f)\"$(%s 2>/dev/null | cut -d ' ' -f %d)\"})\n"
            "    compadd -a words\n}\n",
            program->name, what, command ? command : "true", field);
}

void completion_print_zsh(const struct terminal_program *program, FILE *output)
{
    fprintf(output, "#compdef %s\n# %s(1) for zsh: %s completion zsh\n", program->name, program->name, program->name);
    put_words(program, "ids", program->ids, 1, output);
    put_words(program, "topics", program->topics, 3, output);
    fprintf(output, "_%s()\n{\n    local -a commands\n    commands=(\n", program->name);
    put_commands(program, output);
    fprintf(output,
            "    )\n    if (( CURRENT == 2 )); then\n        _describe -t commands command commands\n        return\n"
            "    fi\n    shift words\n    (( CURRENT-- ))\n    case $words[1] in\n"
            "    help) _describe -t commands command commands; _%s_topics ;;\n"
            "    completion) compadd bash zsh fish ;;\n",
            program->name);
    for (size_t i = 0; i < program->command_count; i++)
        put_command(program, program->commands[i], output);
    fprintf(output, "    esac\n}\nif [ \"$funcstack[1]\" = \"_%s\" ]; then _%s \"$@\"; else compdef _%s %s; fi\n",
            program->name, program->name, program->name, program->name);
}
