/* SPDX-License-Identifier: MIT */
/* Somebody at a place of the lab, who types lines. */
#ifndef FBLAB_SHELL_SESSION_LINES_H
#define FBLAB_SHELL_SESSION_LINES_H

#include "shell/language/word_list.h"
#include "typing.h"

/* The place of that name, as the interpreter spells it; NULL: error says which there are. */
const char *typing_place(const char *name, struct error *error);
/* The places whose names begin so. */
void typing_places(const char *beginning, struct word_list *list);
/* "[PS onprem]> " */
const char *typing_prompt(struct typing *typing);
/* Runs the commands of a text: one a line, or several with ; between them. What they print goes to standard output, why
 * one was refused to standard error; those behind it run nevertheless, as in PowerShell. */
void typing_run(struct typing *typing, const char *text);

#endif
