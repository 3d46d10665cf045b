/* SPDX-License-Identifier: MIT */
/* Words of the catalogue that are no cmdlets on objects: programs, and sessions that are opened. */
#ifndef FBLAB_PROGRAMS_H
#define FBLAB_PROGRAMS_H

#include "shell/cmdlets/services.h"
#include "shell/language/command_line.h"

/* Case and ".exe" ignored. */
bool program_find(const char *name);
/* What has no counterpart in a lab is refused with a sentence that says so, and so is an argument nobody knows. The line
 * is one whose cmdlet program_find() knows. */
bool program_run(const struct shell *shell, const char *at, const struct command_line *line, struct error *error);
bool program_check(const char *at, const struct command_line *line, struct error *error);

#endif
