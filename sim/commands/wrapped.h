/* SPDX-License-Identifier: MIT */
/* Text for people, wrapped at the width of the terminal. */
#ifndef FBLAB_WRAPPED_H
#define FBLAB_WRAPPED_H

#include <stddef.h>
#include <stdio.h>

/* Columns of the terminal behind the stream, 40 to 200; 80 if it is none. */
size_t wrapped_width(FILE *output);
/* `first`, then the words of `text`; lines that follow begin `indent` columns in. A word wider than the line stands alone.
 * Runs of blanks count as one. */
void wrapped_print(FILE *output, size_t width, const char *first, size_t indent, const char *text);

#endif
