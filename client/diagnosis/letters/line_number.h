/* SPDX-License-Identifier: MIT */
/* The numbers that editors, `cat -n`, `grep -n` and tables put before the lines of a text. Pure. */
#ifndef FBLAB_LINE_NUMBER_H
#define FBLAB_LINE_NUMBER_H

#include <stddef.h>

/* Bytes before the words of the line that begins at `start`: "  12: ", "12<tab>", "trace.txt:12:", "| 12 |". 0: its neighbours
 * are not numbered in turn, so a number there belongs to the text. */
size_t line_number_length(const char *text, size_t size, size_t start);

#endif
