/* SPDX-License-Identifier: MIT */
/* What `fblab matrix` is asked for, and what running and merging have in common. */
#ifndef FBLAB_COMMANDS_MATRIX_WISHES_H
#define FBLAB_COMMANDS_MATRIX_WISHES_H

#include "harness/report/row_view.h"
#include "harness/run/tolerance.h"
#include "terminal/options.h"

struct matrix_wishes {
    struct report_files reports;
    const char *tool, *verdicts, *scenarios, *shard, *fail_on, *baseline;
    bool json, isolated, with_admin;
    struct option_number jobs, timeout, seed;
};

/* Which wrong verdicts fail; the exit status, STATUS_DONE if the tolerance is there. */
int matrix_tolerance(const struct matrix_wishes *wishes, const struct library *library, struct tolerance **tolerance);
/* May the reports be written beside what is read, `paths` among it? STATUS_DONE: yes. */
int matrix_check_reports(const struct matrix_wishes *wishes, char *const *paths, size_t count);
/* Reports what has been found; the exit status. */
int matrix_conclude(const struct row_view *view, const struct results *results, const struct matrix_wishes *wishes);
/* fblab matrix merge FILE...: the exit status. */
int matrix_merge(const struct matrix_wishes *wishes, char *const *paths, size_t count);

#endif
