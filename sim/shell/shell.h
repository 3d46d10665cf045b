/* SPDX-License-Identifier: MIT */
/* The command interpreter: the only writer of the organisation document. `<break>`, `<repair>`, the admin API and the
 * management shell all run through shell_run(). */
#ifndef FBLAB_SHELL_H
#define FBLAB_SHELL_H

#include "session.h"
#include "shell/cmdlets/services.h"

/* One command, or several with semicolons between them, at a place of vocabulary/places.h. Lab nouns are accepted at every
 * place, and `lab` knows the cmdlets of all places. An empty line and a comment do nothing. Any thread.
 * false: the command that failed has changed nothing, those before it stay done and what they printed stays in the
 * output; error is PowerShell's wording where PowerShell would refuse, with a suggestion. */
bool shell_run(const struct shell *shell, const char *at, const char *command, struct error *error);

/* Are these commands the interpreter knows (cmdlet and parameters)? For `fblab check`; runs nothing. */
bool shell_check(const char *at, const char *command, struct error *error);

#endif
