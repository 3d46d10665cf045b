/* SPDX-License-Identifier: MIT */
/* The commands of fbcheck, one file each; client/main.c has the list. */
#ifndef FBLAB_FBCHECK_COMMANDS_H
#define FBLAB_FBCHECK_COMMANDS_H

#include "terminal/program.h"

extern const struct subcommand query_command, classify_command, explain_command;

#endif
