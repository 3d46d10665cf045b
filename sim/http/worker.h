/* SPDX-License-Identifier: MIT */
/* Threads for handlers that may block. Knows no HTTP. */
#ifndef FBLAB_WORKER_H
#define FBLAB_WORKER_H

#include "base/error.h"

#include <stdbool.h>

/* Embedded in what it works on; exactly one of the two functions is called, and the job may be gone when it returns. */
struct job {
    struct job *next;
    void (*run)(struct job *job);  /* on a worker */
    void (*drop)(struct job *job); /* the workers were stopped first; on the thread that stops them */
};

struct workers;

struct workers *workers_new(unsigned count, struct error *error);
/* false: stopped; neither function is called. Any thread. */
bool workers_submit(struct workers *workers, struct job *job);
/* Drops the jobs that wait, lets those that run finish. May be called again. Not from a worker. */
void workers_stop(struct workers *workers);
/* Stops them first. */
void workers_free(struct workers **workers);

#endif
