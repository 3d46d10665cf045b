/* SPDX-License-Identifier: MIT */
/* Several workers take rows from a common counter; a row belongs to the worker that took it. Each worker is a thread. */
#ifndef FBLAB_HARNESS_CREW_H
#define FBLAB_HARNESS_CREW_H

#include "base/error.h"

#include <stddef.h>

struct crew_plan {
    void *context;
    size_t rows;
    unsigned workers;
    /* On the worker's thread, before its first row: what it works with (a lab). NULL: error; the crew stops. */
    void *(*begin)(void *context, struct error *error);
    /* false: the crew stops, without an error. */
    bool (*work)(void *context, void *tools, size_t row);
    void (*end)(void *tools);
    /* After each row, one at a time; NULL: nobody wants to know. */
    void (*progress)(void *context, size_t row, size_t done);
};

/* Returns when all rows are done or the crew has stopped. false: a worker could not begin. */
bool crew_run(const struct crew_plan *plan, struct error *error);

#endif
