/* SPDX-License-Identifier: MIT */
/* A statement cut apart, before anything of it is read. */
#ifndef FBLAB_SHELL_PIECES_H
#define FBLAB_SHELL_PIECES_H

#include "shell/language/word_list.h"

#include <stddef.h>

/* Without the blanks around it. The caller frees it. */
char *text_trimmed(const char *text, size_t length);
/* At the pipes that stand outside of quotes, braces and parentheses; without the blanks around each. */
void pieces_cut(const char *statement, struct word_list *pieces);
/* The length of what begins with an opening bracket or quote, to the end that belongs to it; 0: that is missing. */
size_t enclosed_by_its_end(const char *text);
/* Of "$name" at the beginning, how long the name is; 0: no variable that somebody sets. */
size_t own_variable_length(const char *text);
/* Of "$name = value": where the value begins; NULL: it is no assignment. */
const char *assigned_value(const char *statement);

#endif
