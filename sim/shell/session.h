/* SPDX-License-Identifier: MIT */
/* Variables of whoever types commands: $a = Get-Date. One thread at a time. */
#ifndef FBLAB_SHELL_SESSION_H
#define FBLAB_SHELL_SESSION_H

#include <jansson.h>
#include <stdbool.h>

struct shell_session;
struct shell_session *shell_session_new(void);
void shell_session_free(struct shell_session **session);

/* Takes the values: a list of what recording.h calls objects. Case of the name ignored. false: there are too many
 * variables, or values in all of them together, and nothing is kept. */
bool shell_session_set(struct shell_session *session, const char *name, json_t *values);
/* NULL: never set. Borrowed until the next shell_session_set(). */
const json_t *shell_session_get(const struct shell_session *session, const char *name);

#endif
