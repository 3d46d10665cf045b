/* SPDX-License-Identifier: MIT */
/* Objects and results as PowerShell's Format-List, Format-Table and Select-Object print them. */
#ifndef FBLAB_SHELL_FORMAT_H
#define FBLAB_SHELL_FORMAT_H

#include "recording.h"
#include "result_row.h"
#include "shell/language/command_line.h"
#include "vocabulary/nouns.h"

#include <libxml/tree.h>
#include <stdio.h>

/* How the objects of one line are printed: lists at once, a table when all its rows are there. */
struct format;

/* Takes the names of the properties: in the order asked for, `*` stands for anything; none: all that are not hidden. */
struct format *format_new(enum layout layout, struct word_list *properties);
/* One that prints nothing and keeps the values of a property, each line of a result on its own; `values` is borrowed. */
struct format *format_new_collecting(const char *property, struct word_list *values);
/* From now on nothing is printed: the recording (borrowed) gets each object whole, results as objects of the noun. online: they
 * are those of Exchange Online, which gives its own types as strings. */
void format_record(struct format *format, struct recording *recording, const struct noun *noun, bool online);
/* Did any object or result have that property? */
bool format_has_met(const struct format *format);
void format_free(struct format **format);

void format_object(struct format *format, FILE *output, const struct noun *noun, const xmlNode *object);

void format_result(struct format *format, FILE *output, const struct result_row *rows, size_t count);

/* Behind the last object of a cmdlet. */
void format_pause(struct format *format, FILE *output);
/* Behind the last object of a line. Output NULL: nowhere. */
void format_finish(struct format *format, FILE *output);

#endif
