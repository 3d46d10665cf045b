/* SPDX-License-Identifier: MIT */
/* Threads: each takes the next name that nobody has; the caller's thread waits for the results in order. No more results
 * than there are threads are held at a time beyond the one that is waited for. */
#include "inputs.h"

#include "base/memory.h"
#include "base/text.h"
#include "terminal/progress.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

struct inputs {
    struct reader *reader;
    char **names;
    size_t count;
    struct result *results;
    unsigned long long total; /* bytes of all files, as far as they are known */
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

static unsigned long long bytes_of(char **names, size_t count)
{
    unsigned long long bytes = 0;
    struct stat status;

    for (size_t i = 0; i < count; i++)
        if (names[i] && stat(names[i], &status) == 0 && S_ISREG(status.st_mode))
            bytes += (unsigned long long)status.st_size;
    return bytes;
}

static void say(struct progress *progress, const struct inputs *inputs, size_t done)
{
    const unsigned long long bytes = atomic_load(&inputs->reader->bytes);

    if (inputs->total > 0)
        progress_say(progress, "%zu of %zu files, %llu of %llu MB (%llu %%)", done, inputs->count, bytes >> 20,
                     inputs->total >> 20, bytes * 100 / inputs->total);
    else
        progress_say(progress, "%llu MB", bytes >> 20);
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
        say(progress, inputs, index);
    }
    pthread_mutex_unlock(&inputs->lock);
}

static void give_all(struct inputs *inputs, result_function *take, void *context)
{
    struct progress progress = progress_begin();

    inputs->total = progress.wanted ? bytes_of(inputs->names, inputs->count) : 0;
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
    pthread_t *const threads = memory_array(wanted + 1, sizeof *threads);
    size_t started = 0;

    inputs.results = memory_array(count + 1, sizeof *inputs.results);
    inputs.done = memory_array(count + 1, sizeof *inputs.done);
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
