/* SPDX-License-Identifier: MIT */
/* A tool under test against every scenario: break the lab, run the tool, judge what it says. */
#ifndef FBLAB_HARNESS_MATRIX_H
#define FBLAB_HARNESS_MATRIX_H

#include "results.h"
#include "tolerance.h"

/* What is kept of the output of a tool that was wrong. */
#define MATRIX_MOST_OUTPUT (32u << 10)

/* Borrowed during the run. */
struct matrix {
    const char *tool; /* run by sh -c */
    const struct verdicts *verdicts;
    const struct tolerance *tolerance; /* NULL: every wrong verdict fails the run */
    double seconds;                    /* for each run of the tool */
    bool isolated;                     /* the real names at the real ports; the process has entered its namespaces */
    bool with_admin;                   /* the tool gets the ready file, with the admin API, and so the cause */
};

/* Judges the rows of the results, with their seed; of rows for which the verdicts have none it is said that none was expected.
 * false: a lab could not be started. */
bool matrix_run(const struct matrix *matrix, struct results *results, const struct results_settings *settings,
                struct error *error);

#endif
