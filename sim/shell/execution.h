/* SPDX-License-Identifier: MIT */
/* A bound command is carried out. */
#ifndef FBLAB_EXECUTION_H
#define FBLAB_EXECUTION_H

#include "shell/cmdlets/command.h"
#include "shell/cmdlets/services.h"

bool execute(const struct shell *shell, struct command *command, struct error *error);

#endif
