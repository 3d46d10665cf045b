/* SPDX-License-Identifier: MIT */
/* Rows of texts in aligned columns. */
#ifndef FBLAB_TERMINAL_GRID_H
#define FBLAB_TERMINAL_GRID_H

#include "display.h"

struct grid_column {
    const char *title; /* borrowed; NULL in every column: the grid has no head */
    bool right;        /* numbers */
    size_t most;       /* columns; what is longer is cut and ends in "..."; 0: nothing is cut */
};

struct grid;

/* `columns` is borrowed. A row begins `indent` columns in. */
struct grid *grid_new(const struct grid_column *columns, size_t count, size_t indent);
void grid_free(struct grid **grid);
/* The next cell; NULL: an empty one. The first of a row when the row before is full. Copies the text. */
void grid_put(struct grid *grid, enum style style, const char *text);
void grid_format(struct grid *grid, enum style style, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* A sentence below the row that was put last. Copied. */
void grid_note(struct grid *grid, const char *sentence);
/* For rows that are printed as they come: the column is no narrower, so that later rows find room. */
void grid_reserve(struct grid *grid, size_t column, size_t width);
/* Prints the head, once, and the rows that are full and not yet printed. On a terminal the last column is wrapped; elsewhere a
 * row is a line, so that other programs can read it. */
void grid_print(struct grid *grid, const struct display *display);

#endif
