/* SPDX-License-Identifier: MIT */
/* Words of the catalogue that are no cmdlets on objects: programs, and sessions that are opened. Private to sim/shell. */
#ifndef FBLAB_PROGRAMS_H
#define FBLAB_PROGRAMS_H

#include "shell.h"

/* Case and ".exe" ignored. */
bool program_find(const char *name);
/* What has no counterpart in a lab is refused with a sentence that says so. */
bool program_run(const struct shell *shell, const char *name, const char *at, struct error *error);
bool program_check(const char *name, const char *at, struct error *error);

#endif
