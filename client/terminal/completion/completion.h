/* SPDX-License-Identifier: MIT */
/* Completion for shells, written from the tables of a program: commands, options, and what their values are. */
#ifndef FBLAB_TERMINAL_COMPLETION_H
#define FBLAB_TERMINAL_COMPLETION_H

#include "terminal/program.h"

#include <stdio.h>

/* What is completed where a value is typed. */
enum completes {
    COMPLETES_NOTHING,
    COMPLETES_FILES,
    COMPLETES_FOLDERS,
    COMPLETES_IDS,      /* of the program's catalogue */
    COMPLETES_PROGRAMS, /* and their arguments */
    COMPLETES_COUNT
};

/* By the value's name in the help: "FILE", "DIR", "ID". */
enum completes completes_of_value(const char *value);
/* By the arguments of a command, "--lab READY ID..." or "-- CMD...": the first that is no option and no value of one. */
enum completes completes_of_operands(const char *arguments);

/* `NAME completion SHELL`: false, there is none for that shell. */
bool completion_print(const struct terminal_program *program, const char *shell, FILE *output);

void completion_print_bash(const struct terminal_program *program, FILE *output);
void completion_print_zsh(const struct terminal_program *program, FILE *output);
void completion_print_fish(const struct terminal_program *program, FILE *output);

#endif
