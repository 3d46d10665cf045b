/* SPDX-License-Identifier: MIT */
/* Several commands in one text: where one ends and the next begins. */
#ifndef FBLAB_SHELL_STATEMENTS_H
#define FBLAB_SHELL_STATEMENTS_H

#include <stdbool.h>
#include <stddef.h>

/* The length of the first command: up to a semicolon that stands outside of quotes, braces, parentheses and remarks. If
 * `by_line`, a line ends it, too; otherwise the end of a line is a blank. */
size_t statement_length(const char *text, bool by_line);

#endif
