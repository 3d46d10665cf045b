/* SPDX-License-Identifier: MIT */
/* Several commands in one text: where one ends and the next begins. */
#ifndef FBLAB_SHELL_STATEMENTS_H
#define FBLAB_SHELL_STATEMENTS_H

#include <stdbool.h>
#include <stddef.h>

/* The length of the first command: up to a semicolon that stands outside of quotes, braces, parentheses and remarks. If
 * `by_line`, a line ends it, too; otherwise the end of a line is a blank. */
size_t statement_length(const char *text, bool by_line);
/* Does the line go on with the next? A backtick or a pipe stands at its end. */
bool statement_goes_on(const char *line);
/* With a blank in the place of each backtick and end of line. The caller frees it. */
char *statement_joined(const char *text);

#endif
