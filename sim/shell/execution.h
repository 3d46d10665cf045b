/* SPDX-License-Identifier: MIT */
/* A bound command is carried out. Private to sim/shell. */
#ifndef FBLAB_EXECUTION_H
#define FBLAB_EXECUTION_H

#include "command.h"
#include "shell.h"

bool execute(const struct shell *shell, struct command *command, struct error *error);

#endif
