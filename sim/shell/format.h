/* SPDX-License-Identifier: MIT */
/* Objects and results as PowerShell's Format-List prints them. Private to sim/shell. */
#ifndef FBLAB_SHELL_FORMAT_H
#define FBLAB_SHELL_FORMAT_H

#include "command_line.h"
#include "nouns.h"

#include <libxml/tree.h>
#include <stdio.h>

/* A property of what a Test- cmdlet gives; further lines of the text stand below its first. NULL: "". */
struct result_row {
    const char *name, *text;
};

/* wanted: names of properties, `*` stands for anything; empty: all that is not hidden. */
void format_list(FILE *output, const struct noun *noun, const xmlNode *object, const struct word_list *wanted);
void format_result(FILE *output, const struct result_row *rows, size_t count, const struct word_list *wanted);

#endif
