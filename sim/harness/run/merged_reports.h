/* SPDX-License-Identifier: MIT */
/* Reports of the shards of a run as one, in the order of the catalogue. */
#ifndef FBLAB_HARNESS_MERGED_REPORTS_H
#define FBLAB_HARNESS_MERGED_REPORTS_H

#include "matrix_report.h"

struct merged_reports {
    struct matrix_report **parts;
    size_t count;
    struct results results; /* its rows borrow their texts from the parts */
};

/* At least one path. NULL: error says which file cannot be read, or why they are not the parts of one run. The library must
 * stay. */
struct merged_reports *merged_reports_read(char *const *paths, size_t count, const struct library *library,
                                           struct error *error);
void merged_reports_free(struct merged_reports **merged);

#endif
