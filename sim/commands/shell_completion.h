/* SPDX-License-Identifier: MIT */
/* What the line before the cursor can be completed to. Knows no terminal. */
#ifndef FBLAB_LINE_COMPLETION_H
#define FBLAB_LINE_COMPLETION_H

#include "shell/language/word_list.h"
#include "shell_session.h"

/* Words for the unfinished one at the end of `line`, which they replace, and its length: cmdlets first in a command,
 * parameters behind a hyphen, behind a parameter with a choice its words, else names of the lab's objects, in quotes where
 * they hold blanks. */
size_t completion_words(struct typing *typing, const char *line, struct word_list *words);
/* What all of them begin with, case ignored. */
size_t completion_common(const struct word_list *words);

#endif
