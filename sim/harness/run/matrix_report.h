/* SPDX-License-Identifier: MIT */
/* A report of `fblab matrix --json`, read back. */
#ifndef FBLAB_HARNESS_MATRIX_REPORT_H
#define FBLAB_HARNESS_MATRIX_REPORT_H

#include "results.h"

struct matrix_report {
    char *path;
    json_t *json;           /* names in the results are borrowed from it */
    struct results results; /* rows in the order of the file */
};

/* The whole of it, of which only the outline is certain: an object with "tool", a string, and "rows", a list of objects. NULL:
 * error names the file. The caller owns the reference. */
json_t *matrix_report_json(const char *path, struct error *error);
/* NULL: error names the file and what is wrong there. The library must stay. */
struct matrix_report *matrix_report_read(const char *path, const struct library *library, struct error *error);
void matrix_report_free(struct matrix_report **report);

#endif
