/* SPDX-License-Identifier: MIT */
/* A queue of jobs and the threads that take from it. */
#include "worker.h"

#include "base/cleanup.h"
#include "base/memory.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

struct workers {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct job *first, **last; /* waiting, oldest first */
    bool stopped;
    unsigned count;
    pthread_t threads[];
};

static struct job *take_first(struct workers *workers)
{
    struct job *job = workers->first;

    if (job) {
        workers->first = job->next;
        if (!workers->first)
            workers->last = &workers->first;
    }
    return job;
}

static struct job *wait_for_job(struct workers *workers)
{
    struct job *job = NULL;

    pthread_mutex_lock(&workers->lock);
    while (!workers->stopped && !(job = take_first(workers)))
        pthread_cond_wait(&workers->changed, &workers->lock);
    pthread_mutex_unlock(&workers->lock);
    return job;
}

static void *work(void *context)
{
    struct workers *workers = context;
    struct job *job;

    while ((job = wait_for_job(workers)))
        job->run(job);
    return NULL;
}

/* Signals are for the program's own threads. */
static int start_thread(pthread_t *thread, struct workers *workers)
{
    sigset_t all, before;
    int failure;

    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    failure = pthread_create(thread, NULL, work, workers);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return failure;
}

struct workers *workers_new(unsigned count, struct error *error)
{
    CLEANUP(workers_free) struct workers *workers = memory_new(sizeof *workers + count * sizeof *workers->threads);

    pthread_mutex_init(&workers->lock, NULL);
    pthread_cond_init(&workers->changed, NULL);
    workers->last = &workers->first;
    for (; workers->count < count; workers->count++) {
        const int failure = start_thread(&workers->threads[workers->count], workers);

        if (failure) {
            error_set(error, "worker thread %u of %u cannot be started: %s", workers->count + 1, count,
                      strerror(failure));
            return NULL;
        }
    }
    return TAKE(workers);
}

bool workers_submit(struct workers *workers, struct job *job)
{
    bool accepted;

    job->next = NULL;
    pthread_mutex_lock(&workers->lock);
    accepted = !workers->stopped;
    if (accepted) {
        *workers->last = job;
        workers->last = &job->next;
    }
    pthread_mutex_unlock(&workers->lock);
    if (accepted) /* whoever wakes does not have to wait for the lock first */
        pthread_cond_signal(&workers->changed);
    return accepted;
}

void workers_stop(struct workers *workers)
{
    struct job *waiting, *next;

    pthread_mutex_lock(&workers->lock);
    workers->stopped = true;
    waiting = workers->first;
    workers->first = NULL;
    workers->last = &workers->first;
    pthread_cond_broadcast(&workers->changed);
    pthread_mutex_unlock(&workers->lock);
    for (; waiting; waiting = next) {
        next = waiting->next;
        waiting->drop(waiting);
    }
    while (workers->count > 0)
        pthread_join(workers->threads[--workers->count], NULL);
}

void workers_free(struct workers **workers)
{
    if (!*workers)
        return;
    workers_stop(*workers);
    pthread_cond_destroy(&(*workers)->changed);
    pthread_mutex_destroy(&(*workers)->lock);
    free(*workers);
    *workers = NULL;
}
