/* SPDX-License-Identifier: MIT */
/* "(Get-AuthConfig).CurrentCertificateThumbprint" as a value, or as a whole line. Private to sim/shell. */
#ifndef FBLAB_EXPRESSION_H
#define FBLAB_EXPRESSION_H

#include "command.h"
#include "shell.h"

/* Puts what the calls among the line's values give in their places. */
bool expressions_evaluate(const struct shell *shell, const char *at, struct command_line *line, struct error *error);
/* Are they calls that could be run? Runs nothing. */
bool expressions_check(const char *at, struct command_line *line, struct error *error);
/* The values of a property of the objects a Get- finds. */
bool expression_read(const struct shell *shell, const struct command *command, const char *property,
                     struct word_list *values, struct error *error);

#endif
