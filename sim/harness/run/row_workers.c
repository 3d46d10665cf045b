/* SPDX-License-Identifier: MIT */
/* The threads of a run, the calling thread among them. */
#include "row_workers.h"

#include "base/memory.h"

#include <pthread.h>
#include <stdlib.h>

struct row_workers {
    const struct row_work *work;
    struct results *results;
    const struct results_settings *settings;
    pthread_mutex_t lock; /* guards the rest, and calls of progress */
    size_t next, done;
    struct error error;
    bool failed, stopped;
};

static bool take_row(struct row_workers *workers, struct results_row **row)
{
    bool taken;

    pthread_mutex_lock(&workers->lock);
    taken = !workers->stopped && workers->next < workers->results->count;
    *row = taken ? &workers->results->rows[workers->next++] : NULL;
    pthread_mutex_unlock(&workers->lock);
    return taken;
}

static void hand_in(struct row_workers *workers, const struct results_row *row)
{
    const struct results_settings *settings = workers->settings;

    pthread_mutex_lock(&workers->lock);
    workers->done++;
    if (settings->progress)
        settings->progress(settings->context, workers->results, row, workers->done);
    pthread_mutex_unlock(&workers->lock);
}

/* error NULL: somebody wants it so. */
static void stop(struct row_workers *workers, const struct error *error)
{
    pthread_mutex_lock(&workers->lock);
    workers->stopped = true;
    workers->failed = workers->failed || error;
    if (error)
        workers->error = *error;
    pthread_mutex_unlock(&workers->lock);
}

static void *run_worker(void *context)
{
    struct row_workers *workers = context;
    const struct row_work *work = workers->work;
    struct error error = {""};
    void *lab = work->begin(work->context, &error);
    struct results_row *row;

    if (!lab) {
        stop(workers, &error);
        return NULL;
    }
    while (take_row(workers, &row))
        if (work->judge(work->context, lab, row))
            hand_in(workers, row);
        else
            stop(workers, NULL);
    work->end(lab);
    return NULL;
}

bool row_workers_run(const struct row_work *work, struct results *results, const struct results_settings *settings,
                     struct error *error)
{
    struct row_workers workers = {.work = work, .results = results, .settings = settings};
    pthread_t *threads = memory_array(settings->jobs + 1, sizeof *threads);
    unsigned started = 0;

    pthread_mutex_init(&workers.lock, NULL);
    while (started + 1 < settings->jobs && started + 1 < results->count &&
           pthread_create(&threads[started], NULL, run_worker, &workers) == 0)
        started++;
    run_worker(&workers);
    while (started > 0)
        pthread_join(threads[--started], NULL);
    free(threads);
    pthread_mutex_destroy(&workers.lock);
    return !workers.failed || error_set(error, "%s", workers.error.text);
}
