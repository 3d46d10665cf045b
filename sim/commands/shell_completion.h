/* SPDX-License-Identifier: MIT */
/* What the line before the cursor can be completed to. Knows no terminal. */
#ifndef FBLAB_LINE_COMPLETION_H
#define FBLAB_LINE_COMPLETION_H

#include "shell/language/command_line.h"
#include "shell_session.h"

/* Words for the unfinished one at the end of `line`: cmdlets first in a command, parameters behind a hyphen, else names of
 * the lab's objects, in quotes where they hold blanks. The length of the unfinished word, which they replace. */
size_t completion_words(struct typing *typing, const char *line, struct word_list *words);
/* What all of them begin with, case ignored. */
size_t completion_common(const struct word_list *words);

#endif
