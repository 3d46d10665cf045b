/* SPDX-License-Identifier: MIT */
/* Labelled text for people, wrapped at 80 columns. */
#ifndef FBLAB_PARAGRAPH_H
#define FBLAB_PARAGRAPH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#define STYLE_STRONG "1"
#define STYLE_BAD "1;31"
#define STYLE_GOOD "32"
#define STYLE_FAINT "2"

/* "  label    text text", following lines under the text. Line ends in the text start a new line; what would move the
 * cursor or colour the terminal is left out. */
void paragraph_print(FILE *output, const char *label, const char *text);
/* One line, not wrapped: a command that is to be copied. */
void paragraph_command(FILE *output, const char *label, const char *command);
/* Text for a cell of a table: at most `width` columns, without what would move the cursor. The caller frees it. */
char *cell_text(const char *text, size_t width);
size_t cell_width(const char *text);
/* The text in an ANSI style if colour is wanted. */
void styled_print(FILE *output, const char *style, bool colour, const char *text);

#endif
