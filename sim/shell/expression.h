/* SPDX-License-Identifier: MIT */
/* "(Get-AuthConfig).CurrentCertificateThumbprint" as a value, or as a whole line. */
#ifndef FBLAB_EXPRESSION_H
#define FBLAB_EXPRESSION_H

#include "shell/cmdlets/command.h"
#include "shell/cmdlets/services.h"

/* Puts what the calls among the line's values give in their places. */
bool expressions_evaluate(const struct shell *shell, const char *at, struct command_line *line, struct error *error);
/* Are they calls that could be run? Runs nothing. */
bool expressions_check(const char *at, struct command_line *line, struct error *error);
/* Get-Date and the like, which give something else than objects of the document. */
bool expression_is_function(const struct command_line *line);
void expression_print_function(const struct shell *shell, const struct command_line *line);
/* The values of a property of the objects a Get- finds, or of what another cmdlet prints; that one is run. */
bool expression_read(const struct shell *shell, struct command *command, const char *property, struct word_list *values,
                     struct error *error);

#endif
