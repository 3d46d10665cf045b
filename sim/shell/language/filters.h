/* SPDX-License-Identifier: MIT */
/* What stands behind a pipe and is no cmdlet of Exchange: Where-Object, Select-Object's -First and -ExpandProperty, and what only
 * PowerShell itself can do. */
#ifndef FBLAB_SHELL_FILTERS_H
#define FBLAB_SHELL_FILTERS_H

#include "line_reader.h"

/* "where {$_.Enabled -eq $true}", "? Name -like 'x*'": becomes -Filter of the line before the pipe. The reader stands on the
 * word. *read: it was one. false: error says what cannot stand there. */
bool filter_read(struct line_reader *reader, struct command_line *line, bool *read);
/* The text of a condition in braces, or of all up to the pipe. The caller frees it. */
char *condition_read(struct line_reader *reader);
/* "-First 2" and "-ExpandProperty Name": the reader stands on the parameter. *read: it was one. */
bool selection_read(struct line_reader *reader, struct command_line *line, bool *read);

#endif
