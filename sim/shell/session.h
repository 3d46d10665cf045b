/* SPDX-License-Identifier: MIT */
/* Variables: $a = Get-Date. */
#ifndef FBLAB_SHELL_SESSION_H
#define FBLAB_SHELL_SESSION_H

#include "shell.h"
#include "shell/language/command_line.h"

/* Takes the values. Case of the name ignored. */
void session_set(struct session *session, const char *name, struct word_list *values);
/* NULL: never set. Borrowed until the next session_set(). */
const struct word_list *session_get(const struct session *session, const char *name);

#endif
