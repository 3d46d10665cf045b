/* SPDX-License-Identifier: MIT */
/* What could stand at the end of an unfinished command line, from the tables of cmdlets and nouns. */
#ifndef FBLAB_CANDIDATES_H
#define FBLAB_CANDIDATES_H

#include "shell/language/word_list.h"

#include <stdbool.h>

/* Cmdlets of a place that begin so, case ignored. */
void candidates_cmdlets(const char *at, const char *beginning, struct word_list *list);
/* Parameters of a cmdlet, with their hyphens. `beginning` has one, too. */
void candidates_parameters(const char *at, const char *cmdlet, const char *beginning, struct word_list *list);
/* What a parameter of a cmdlet may be, as its row says; false: it says nothing of it. */
bool candidates_values(const char *at, const char *cmdlet, const char *parameter, const char *beginning,
                       struct word_list *list);
/* A command whose output is, a line each, the names of the objects a cmdlet may be given. NULL: there are none. The caller
 * frees it. */
char *candidates_question(const char *at, const char *cmdlet);

/* Words of PowerShell's own that may stand behind a pipe. */
void candidates_stages(const char *beginning, struct word_list *list);
/* Parameters of such a word, with their hyphens. `beginning` has one, too. */
void candidates_stage_parameters(const char *stage, const char *beginning, struct word_list *list);
/* Properties of the objects that a cmdlet finds. */
void candidates_properties(const char *at, const char *cmdlet, const char *beginning, struct word_list *list);

#endif
