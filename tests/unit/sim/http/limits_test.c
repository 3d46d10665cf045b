/* SPDX-License-Identifier: MIT */
/* What counts where nothing is said, and that what is said counts; and what is said where no server can be started. */
#include "http/limits.h"
#include "http/worker.h"

#include "base/cleanup.h"
#include "base/error.h"

#include <pthread.h>
#include <semaphore.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/resource.h>

#include <cmocka.h>

static const struct row {
    const char *name;
    struct http_limits said, count;
} rows[] = {
    {"nothing is said", {0}, {1048576, 24576, 30, 20, 4, 2}},
    {"all is said", {1, 2, 3, 5, 6, 7}, {1, 2, 3, 5, 6, 7}},
    {"idle clients go before a head is late", {.idle_seconds = 19}, {1048576, 24576, 19, 19, 4, 2}},
    {"idle clients go when a head is late", {.idle_seconds = 20}, {1048576, 24576, 20, 20, 4, 2}},
    {"idle clients go after a head is late", {.idle_seconds = 21}, {1048576, 24576, 21, 20, 4, 2}},
};

static void counts(void **state)
{
    const struct row *const row = *state;
    const struct http_limits limits = limits_with_defaults(&row->said);

    assert_int_equal(limits.body_bytes, row->count.body_bytes);
    assert_int_equal(limits.header_bytes, row->count.header_bytes);
    assert_int_equal(limits.idle_seconds, row->count.idle_seconds);
    assert_int_equal(limits.head_seconds, row->count.head_seconds);
    assert_int_equal(limits.workers, row->count.workers);
    assert_int_equal(limits.apart, row->count.apart);
}

static void no_descriptor_is_left(void **state)
{
    const struct http_callbacks callbacks = {0};
    const struct http_limits limits = {0};
    struct rlimit before, none;
    struct error error = {""};
    struct http_server *server;

    (void)state;
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
    none = (struct rlimit){0, before.rlim_max};
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &none), 0);
    server = http_server_new(&callbacks, &limits, &error);
    setrlimit(RLIMIT_NOFILE, &before);
    assert_null(server);
    assert_string_equal(error.text, "an HTTP server cannot be started: Too many open files; look at the limit of open "
                                    "files (ulimit -n)");
}

struct look {
    struct job job; /* first */
    sem_t done;
    sigset_t mask;
    bool dropped;
};

static void look_at_mask(struct job *job)
{
    struct look *const look = (struct look *)job;

    pthread_sigmask(SIG_SETMASK, NULL, &look->mask);
    sem_post(&look->done);
}

static void drop(struct job *job)
{
    ((struct look *)job)->dropped = true;
}

/* They are for the program's own threads; and when workers have stopped nothing is taken any more. */
static void workers_take_no_signals(void **state)
{
    struct look look = {.job = {.run = look_at_mask, .drop = drop}};
    struct workers *workers = workers_new(1, NULL);
    sigset_t own;

    (void)state;
    sem_init(&look.done, 0, 0);
    assert_true(workers_submit(workers, &look.job));
    sem_wait(&look.done);
    assert_int_equal(sigismember(&look.mask, SIGTERM), 1);
    assert_int_equal(sigismember(&look.mask, SIGINT), 1);
    pthread_sigmask(SIG_SETMASK, NULL, &own);
    assert_int_equal(sigismember(&own, SIGTERM), 0);
    workers_stop(workers);
    assert_false(workers_submit(workers, &look.job));
    assert_false(look.dropped);
    workers_free(&workers);
    assert_null(workers);
    workers_free(&workers);
    sem_destroy(&look.done);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 2] = {[ARRAY_SIZE(rows)] = cmocka_unit_test(no_descriptor_is_left),
                                                     cmocka_unit_test(workers_take_no_signals)};

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = counts, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests_name("limits", tests, NULL, NULL);
}
