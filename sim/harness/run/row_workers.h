/* SPDX-License-Identifier: MIT */
/* Several threads take the rows of a run from a common counter; a row belongs to the thread that took it. */
#ifndef FBLAB_HARNESS_ROW_WORKERS_H
#define FBLAB_HARNESS_ROW_WORKERS_H

#include "results.h"

/* What is done with each row: the functions are called with `context`, which is borrowed. */
struct row_work {
    void *context;
    /* On the thread, before its first row: what it works with (a lab). NULL: error; nobody takes another row. */
    void *(*begin)(void *context, struct error *error);
    /* false: nobody takes another row, without an error. */
    bool (*judge)(void *context, void *lab, struct results_row *row);
    void (*end)(void *lab);
};

/* Returns when all rows are done, or nobody takes another. false: a thread could not begin. */
bool row_workers_run(const struct row_work *work, struct results *results, const struct results_settings *settings,
                     struct error *error);

#endif
