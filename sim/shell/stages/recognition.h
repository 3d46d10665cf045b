/* SPDX-License-Identifier: MIT */
/* Which lines, and which parts of them, the grammar of cmdlets cannot read. Looks at the text alone. */
#ifndef FBLAB_SHELL_RECOGNITION_H
#define FBLAB_SHELL_RECOGNITION_H

#include <stdbool.h>
#include <stddef.h>

/* Is this statement one of those, and not one that the grammar of cmdlets reads? */
bool object_pipeline_is(const char *statement);
/* Does something stand in parentheses among its arguments that the grammar of cmdlets cannot read? */
bool object_arguments_are(const char *statement);
/* Is this stage one of those? first: what stands before the first pipe. */
bool stage_is_beyond_grammar(const char *first, const char *piece, bool last);
/* Does a text begin with parentheses that are more than the objects of a cmdlet, or a property of theirs? */
bool parenthesis_is_rich(const char *text);
/* The next parenthesis that is an argument, outside of quotes and braces; NULL: there is none. *length: with its path. */
const char *parenthesis_next(const char *text, size_t *length);

#endif
