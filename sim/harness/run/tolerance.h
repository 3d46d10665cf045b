/* SPDX-License-Identifier: MIT */
/* Which wrong verdicts fail a run: those of the rows that count (`--fail-on`), but for what was wrong the same way before
 * (`--baseline`). Read-only once loaded, so threads share it. */
#ifndef FBLAB_HARNESS_TOLERANCE_H
#define FBLAB_HARNESS_TOLERANCE_H

#include "results.h"

struct tolerance;

/* rows: ids with commas or blanks between, "06,10a"; NULL: all count. NULL: error says which id is unknown. The library must
 * stay. */
struct tolerance *tolerance_new(const char *rows, const struct library *library, struct error *error);
/* A report of `matrix --json`. false: error says what is wrong with the file. */
bool tolerance_read_baseline(struct tolerance *tolerance, const char *path, struct error *error);
void tolerance_free(struct tolerance **tolerance);

/* "known" or "allowed", where the word is one of them; NULL: it is none. Static. */
const char *tolerance_excuse(const char *word);
/* Sets `excused` and `fixed` of a row that has been judged. NULL excuses nothing. */
void tolerance_apply(const struct tolerance *tolerance, struct results_row *row);

#endif
