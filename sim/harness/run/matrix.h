/* SPDX-License-Identifier: MIT */
/* A tool under test against every scenario: break the lab, run the tool, judge what it says. */
#ifndef FBLAB_HARNESS_MATRIX_H
#define FBLAB_HARNESS_MATRIX_H

#include "lab/lab.h"
#include "selection.h"
#include "verdicts.h"

#include <jansson.h>

/* What is kept of the output of a tool that was wrong. */
#define MATRIX_MOST_OUTPUT (32u << 10)

enum matrix_state { MATRIX_SKIPPED, MATRIX_RIGHT, MATRIX_WRONG };

/* One variant of one scenario, and what the tool said. */
struct matrix_row {
    struct selected selected;
    enum matrix_state state;
    struct verdict verdict; /* of the last run; name NULL: there was none */
    char *problem;          /* the lab or the tool could not be used, one sentence; NULL: they could */
    struct child_result result;
    json_t *evidence; /* wrong: the lab's journal, an array */
    unsigned runs;    /* a cause that strikes now and then: until the tool sees it */
    double elapsed_ms;
};

struct matrix {
    const char *tool;      /* run by sh -c; borrowed, as are the next two */
    const char *scenarios; /* a folder with more; NULL: none */
    const struct verdicts *verdicts;
    double seconds; /* for each run of the tool */
    bool isolated;  /* the real names at the real ports; the process has entered its namespaces */
    uint64_t seed;  /* of every lab */
    int stop;       /* a descriptor; readable: end at once. 0: none */
    struct matrix_row *rows;
    size_t count;
};

/* Rows for which the verdicts have none are skipped, not run. */
void matrix_make(struct matrix *matrix, const struct selection *selection);
void matrix_clear(struct matrix *matrix);
size_t matrix_count(const struct matrix *matrix, enum matrix_state state);

/* Called as rows are done, one at a time, from any thread. */
typedef void matrix_progress(const struct matrix *matrix, const struct matrix_row *row, size_t done);

/* Runs all rows on `jobs` labs at once. false: a lab could not be started. */
bool matrix_run(struct matrix *matrix, unsigned jobs, matrix_progress *progress, struct error *error);

#endif
