/* SPDX-License-Identifier: MIT */
/* Threads: each takes the next name that nobody has; the caller's thread waits for the results in order. No more results
 * than there are threads are held at a time beyond the one that is waited for. */
#include "inputs.h"

#include "base/text.h"
#include "progress.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

struct inputs {
    struct reader *reader;
    char **names;
    size_t count;
    struct result *results;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    /* under the lock */
    size_t next, taken; /* names given to threads; results given to the caller */
    size_t ahead;
    bool *done;
};

/* false: there is no name left. Waits while too many results wait to be taken. */
static bool take_next(struct inputs *inputs, size_t *index)
{
    bool left;

    pthread_mutex_lock(&inputs->lock);
    while (inputs->next < inputs->count && inputs->next >= inputs->taken + inputs->ahead)
        pthread_cond_wait(&inputs->changed, &inputs->lock);
    left = inputs->next < inputs->count;
    *index = inputs->next;
    inputs->next += left;
    pthread_mutex_unlock(&inputs->lock);
    return left;
}

static void *work(void *context)
{
    struct inputs *const inputs = context;
    size_t index;

    while (take_next(inputs, &index)) {
        input_read(inputs->reader, inputs->names[index], &inputs->results[index]);
        pthread_mutex_lock(&inputs->lock);
        inputs->done[index] = true;
        pthread_cond_broadcast(&inputs->changed);
        pthread_mutex_unlock(&inputs->lock);
    }
    return NULL;
}

static void wait_for(struct inputs *inputs, size_t index, struct progress *progress)
{
    pthread_mutex_lock(&inputs->lock);
    while (!inputs->done[index]) {
        struct timespec until;
        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_nsec += 200000000;
        until.tv_sec += until.tv_nsec / 1000000000;
        until.tv_nsec %= 1000000000;
        pthread_cond_timedwait(&inputs->changed, &inputs->lock, &until);
        progress_show(progress, index, atomic_load(&inputs->reader->bytes));
    }
    pthread_mutex_unlock(&inputs->lock);
}

static void give_all(struct inputs *inputs, result_function *take, void *context)
{
    struct progress progress = progress_begin(inputs->names, inputs->count);

    for (size_t i = 0; i < inputs->count; i++) {
        wait_for(inputs, i, &progress);
        progress_hide(&progress);
        take(context, inputs->names[i], &inputs->results[i]);
        result_clear(&inputs->results[i]);
        pthread_mutex_lock(&inputs->lock);
        inputs->taken = i + 1;
        pthread_cond_broadcast(&inputs->changed);
        pthread_mutex_unlock(&inputs->lock);
    }
}

void inputs_read(struct reader *reader, char **names, size_t count, size_t jobs, result_function *take, void *context)
{
    const size_t wanted = jobs < count ? jobs : count;
    struct inputs inputs = {.reader = reader, .names = names, .count = count, .ahead = wanted + 1};
    pthread_t *const threads = calloc(wanted + 1, sizeof *threads);
    size_t started = 0;

    inputs.results = calloc(count + 1, sizeof *inputs.results);
    inputs.done = calloc(count + 1, sizeof *inputs.done);
    if (!threads || !inputs.results || !inputs.done)
        abort();
    pthread_mutex_init(&inputs.lock, NULL);
    pthread_cond_init(&inputs.changed, NULL);
    while (started < wanted && pthread_create(&threads[started], NULL, work, &inputs) == 0)
        started++;
    if (started == 0) {
        inputs.ahead = count;
        work(&inputs);
    }
    give_all(&inputs, take, context);
    for (size_t i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
    pthread_cond_destroy(&inputs.changed);
    pthread_mutex_destroy(&inputs.lock);
    free(inputs.results);
    free(inputs.done);
    free(threads);
}
