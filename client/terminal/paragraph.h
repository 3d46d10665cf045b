/* SPDX-License-Identifier: MIT */
/* Text for people, wrapped. What would move the cursor or colour the terminal is left out: texts of servers are printed. */
#ifndef FBLAB_TERMINAL_PARAGRAPH_H
#define FBLAB_TERMINAL_PARAGRAPH_H

#include "display.h"

/* `first` as it is, then the words of `text`; lines that follow begin `indent` columns in. Runs of blanks count as one, a
 * line end in the text begins a new line, a word wider than the line stands alone. Lines of more than 100 columns are hard
 * to read: a wider terminal is not filled. */
void paragraph_print(const struct display *display, const char *first, size_t indent, const char *text);
/* The same behind what stands on the line already and takes `at` columns; lines are of `width` columns. */
void paragraph_continue(const struct display *display, size_t width, size_t at, size_t indent, const char *text);

/* "  2  text": one of several to choose from. */
void paragraph_choice(const struct display *display, size_t number, const char *text);
/* "    label     text", following lines under the text; an empty label continues the one above. */
void paragraph_labelled(const struct display *display, const char *label, const char *text);
/* The same on one line, however long: a command that is to be copied. */
void paragraph_command(const struct display *display, const char *label, const char *command);

/* Text for a cell of a table: at most `width` columns, what is cut ends in "...". The caller frees it. */
char *cell_text(const char *text, size_t width);
size_t cell_width(const char *text);

#endif
