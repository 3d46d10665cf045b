/* SPDX-License-Identifier: MIT */
/* Help, printed from the tables of a program. */
#ifndef FBLAB_TERMINAL_HELP_H
#define FBLAB_TERMINAL_HELP_H

#include "program.h"

#include <stdio.h>

void help_print_program(const struct terminal_program *program, FILE *output);
void help_print_command(const struct terminal_program *program, const struct subcommand *command, FILE *output);

#endif
