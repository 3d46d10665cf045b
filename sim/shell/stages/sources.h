/* SPDX-License-Identifier: MIT */
/* What stands before the first pipe: a variable, a text, something in parentheses, cmdlets. */
#ifndef FBLAB_SHELL_SOURCES_H
#define FBLAB_SHELL_SOURCES_H

#include "expansion.h"
#include "object_shell.h"

#include <jansson.h>

/* Is it a text, a number or a list of them? */
bool source_is_literal(const char *text);
/* The values of a text, a number or a list of them. NULL: error says what else it is. */
json_t *source_literal(const struct object_shell *shell, const char *text, struct error *error);
/* The values of $name.Path. NULL: error says that it was never set, or what stands behind it. */
json_t *source_variable(const struct object_shell *shell, const char *text, struct error *error);
/* What cmdlets give, whose warnings are printed. */
json_t *source_cmdlets(const struct object_shell *shell, const char *text, struct error *error);

/* The variables of the session. */
struct expansion session_expansion(const struct shell *shell);

#endif
