/* SPDX-License-Identifier: MIT */
/* Lines that work on objects and not on cmdlets alone: $r = Get-X; $r.A[0].B; (Get-X).Count; Get-X | sort Name | % {$_.Name}. */
#ifndef FBLAB_SHELL_OBJECT_PIPELINE_H
#define FBLAB_SHELL_OBJECT_PIPELINE_H

#include "object_shell.h"

/* The statement with the values of those parentheses, as texts, in their places. The caller frees it; NULL: error says why. */
char *object_arguments_put(const struct object_shell *shell, const char *statement, struct error *error);
/* Runs it and prints, records or keeps what it gives. */
bool object_pipeline_run(const struct object_shell *shell, const char *statement, struct error *error);
/* Is it well formed, as far as can be said without running it? */
bool object_pipeline_check(const char *statement,
                           bool (*check)(const char *at, const char *command, struct error *error), const char *at,
                           struct error *error);

#endif
