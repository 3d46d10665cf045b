/* SPDX-License-Identifier: MIT */
#include "crew.h"

#include <pthread.h>
#include <stdlib.h>

struct crew {
    const struct crew_plan *plan;
    pthread_mutex_t lock; /* guards the rest, and calls of progress */
    size_t next, done;
    struct error error;
    bool failed, stopped;
};

static bool take_row(struct crew *crew, size_t *row)
{
    bool taken;

    pthread_mutex_lock(&crew->lock);
    taken = !crew->stopped && crew->next < crew->plan->rows;
    *row = taken ? crew->next++ : 0;
    pthread_mutex_unlock(&crew->lock);
    return taken;
}

static void hand_in(struct crew *crew, size_t row)
{
    pthread_mutex_lock(&crew->lock);
    crew->done++;
    if (crew->plan->progress)
        crew->plan->progress(crew->plan->context, row, crew->done);
    pthread_mutex_unlock(&crew->lock);
}

/* error NULL: somebody wants it so. */
static void stop(struct crew *crew, const struct error *error)
{
    pthread_mutex_lock(&crew->lock);
    crew->stopped = true;
    crew->failed = crew->failed || error;
    if (error)
        crew->error = *error;
    pthread_mutex_unlock(&crew->lock);
}

static void *work(void *context)
{
    struct crew *crew = context;
    const struct crew_plan *plan = crew->plan;
    struct error error = {""};
    void *tools = plan->begin(plan->context, &error);
    size_t row;

    if (!tools) {
        stop(crew, &error);
        return NULL;
    }
    while (take_row(crew, &row))
        if (plan->work(plan->context, tools, row))
            hand_in(crew, row);
        else
            stop(crew, NULL);
    plan->end(tools);
    return NULL;
}

bool crew_run(const struct crew_plan *plan, struct error *error)
{
    struct crew crew = {.plan = plan};
    pthread_t *threads = calloc(plan->workers + 1, sizeof *threads);
    unsigned started = 0;

    if (!threads)
        abort();
    pthread_mutex_init(&crew.lock, NULL);
    while (started + 1 < plan->workers && started + 1 < plan->rows &&
           pthread_create(&threads[started], NULL, work, &crew) == 0)
        started++;
    work(&crew);
    while (started > 0)
        pthread_join(threads[--started], NULL);
    free(threads);
    pthread_mutex_destroy(&crew.lock);
    return !crew.failed || error_set(error, "%s", crew.error.text);
}
