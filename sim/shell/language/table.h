/* SPDX-License-Identifier: MIT */
/* Rows of texts in aligned columns, as PowerShell's Format-Table prints them, and lists as Format-List does. */
#ifndef FBLAB_SHELL_TABLE_H
#define FBLAB_SHELL_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* What PowerShell takes where there is no console to measure. */
#define TABLE_WIDTH 120

struct cell {
    const char *column; /* borrowed: its header */
    char *text;         /* owned; one line */
    bool right;         /* a number */
};
void cells_clear(struct cell *cells, size_t count);

struct table;

struct table *table_new(void);
void table_free(struct table **table);
/* The first row decides on the columns: the others have as many. Takes the texts. */
void table_add(struct table *table, struct cell *cells, size_t count);
/* Header, dashes, rows. What does not fit into `width` columns is cut and ends in "...", the widest columns first; columns
 * whose headers do not fit are left out. An empty table prints nothing. */
void table_print(FILE *output, const struct table *table, size_t width);

/* One object, a line for each cell and more where its text has more, as Format-List prints it. */
void list_print(FILE *output, const struct cell *cells, size_t count);

#endif
