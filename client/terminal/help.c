/* SPDX-License-Identifier: MIT */
/* Prints what a program and its commands do, and their options, at the width of the terminal. */
#include "help.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "grid.h"
#include "paragraph.h"

#include <string.h>

static const struct grid_column option_columns[] = {{NULL, false, 0}, {NULL, false, 0}};
static const struct grid_column command_columns[] = {{NULL, false, 0}, {NULL, false, 0}, {NULL, false, 0}};

/* Help is for people wherever it goes. */
static struct display help_display(FILE *output)
{
    struct display display = display_of(output);

    display.terminal = true;
    return display;
}

static void put_option(struct grid *grid, const struct option_row *row)
{
    const bool letter = row->name[1] == '\0';

    grid_format(grid, STYLE_PLAIN, "%s%s%s%s", letter ? "-" : "--", row->name, row->value ? " " : "",
                row->value ? row->value : "");
    grid_put(grid, STYLE_PLAIN, row->help);
}

void help_print_command(const struct terminal_program *program, const struct subcommand *command, FILE *output)
{
    const struct display display = help_display(output);
    CLEANUP(grid_free) struct grid *grid = grid_new(option_columns, ARRAY_SIZE(option_columns), 2);

    fprintf(output, "Usage: %s %s [OPTION...]%s%s\n\n", program->name, command->name, *command->arguments ? " " : "",
            command->arguments);
    paragraph_print(&display, "", 0, command->about ? command->about : command->summary);
    fputc('\n', output);
    for (size_t i = 0; i < command->option_count; i++)
        put_option(grid, &command->options[i]);
    grid_put(grid, STYLE_PLAIN, "-h, --help");
    grid_put(grid, STYLE_PLAIN, "print this");
    grid_print(grid, &display);
}

static void print_commands(const struct terminal_program *program, const struct display *display)
{
    CLEANUP(grid_free) struct grid *grid = grid_new(command_columns, ARRAY_SIZE(command_columns), 2);

    for (size_t i = 0; i < program->command_count; i++) {
        const struct subcommand *const command = program->commands[i];

        if (!command->summary)
            continue;
        grid_put(grid, STYLE_PLAIN, command->listed ? command->listed : command->name);
        grid_put(grid, STYLE_PLAIN, command->arguments);
        grid_put(grid, STYLE_PLAIN, command->summary);
    }
    grid_print(grid, display);
}

void help_print_program(const struct terminal_program *program, FILE *output)
{
    const struct display display = help_display(output);
    CLEANUP(cleanup_string)
    char *hint = text_format("`%s help COMMAND` prints its options, `%s completion bash` completes them.",
                             program->name, program->name);

    fprintf(output, "Usage: %s COMMAND [OPTION...] [ARGUMENT...]\n\n", program->name);
    paragraph_print(&display, "", 0, program->purpose);
    fputc('\n', output);
    print_commands(program, &display);
    fputc('\n', output);
    paragraph_print(&display, "", 0, hint);
    if (program->notes)
        fprintf(output, "\n%s\n\n", program->notes);
    paragraph_print(&display, "", 0, "Exit status: 0 as expected, 1 not as expected, 2 usage, 3 unusable lab or file.");
}
