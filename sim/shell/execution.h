/* SPDX-License-Identifier: MIT */
/* A bound command is carried out. */
#ifndef FBLAB_EXECUTION_H
#define FBLAB_EXECUTION_H

#include "shell/cmdlets/command.h"
#include "shell/cmdlets/services.h"

/* false: the noun is of the lab itself, which is not for this shell. */
bool may_touch(const struct shell *shell, const struct noun *noun, struct error *error);
bool execute(const struct shell *shell, struct command *command, struct error *error);

#endif
