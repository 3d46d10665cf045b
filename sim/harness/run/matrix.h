/* SPDX-License-Identifier: MIT */
/* A tool under test against every scenario: break the lab, run the tool, judge what it says. */
#ifndef FBLAB_HARNESS_MATRIX_H
#define FBLAB_HARNESS_MATRIX_H

#include "results.h"

/* What is kept of the output of a tool that was wrong. */
#define MATRIX_MOST_OUTPUT (32u << 10)

/* Borrowed during the run. */
struct matrix {
    const char *tool; /* run by sh -c */
    const struct verdicts *verdicts;
    double seconds; /* for each run of the tool */
    bool isolated;  /* the real names at the real ports; the process has entered its namespaces */
};

/* Judges the rows of the results, with their seed; rows for which the verdicts have none are skipped. false: a lab could
 * not be started. */
bool matrix_run(const struct matrix *matrix, struct results *results, const struct results_settings *settings,
                struct error *error);

#endif
