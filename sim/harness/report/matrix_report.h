/* SPDX-License-Identifier: MIT */
#ifndef FBLAB_HARNESS_MATRIX_REPORT_H
#define FBLAB_HARNESS_MATRIX_REPORT_H

#include "harness/run/matrix.h"

#include <stdio.h>

/* One line a row, what was taken for what, and the count. */
void matrix_table(const struct matrix *matrix, FILE *output, bool colour);
/* {"tool","passed","failed","skipped","seed","rows":[...],"confusion":{"17":{"10":3}}}; the caller owns the reference. */
json_t *matrix_to_json(const struct matrix *matrix);
bool matrix_junit(const struct matrix *matrix, const char *path, struct error *error);

/* How one row ended, one sentence: "expected 17, the tool said 10". The caller frees it. */
char *matrix_row_sentence(const struct matrix_row *row);
/* {"17": {"10": 3}}: how often a row was called what; rows that were not run are left out. The caller owns the reference. */
json_t *matrix_confusion(const struct matrix *matrix);

#endif
