/* SPDX-License-Identifier: MIT */
/* Variables of whoever types commands: $a = Get-Date. One thread at a time. */
#ifndef FBLAB_SHELL_SESSION_H
#define FBLAB_SHELL_SESSION_H

#include "shell/language/word_list.h"

struct shell_session;
struct shell_session *shell_session_new(void);
void shell_session_free(struct shell_session **session);

/* Takes the values. Case of the name ignored. */
void shell_session_set(struct shell_session *session, const char *name, struct word_list *values);
/* NULL: never set. Borrowed until the next shell_session_set(). */
const struct word_list *shell_session_get(const struct shell_session *session, const char *name);

#endif
