/* SPDX-License-Identifier: MIT */
/* What is waited for, put off, called and disposed of, and in which order. */
#include "wire/loop.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "wire/timers.h"

#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cmocka.h>

enum { SEVERAL = 8 };

struct put_off {
    struct deferred deferred;
    unsigned runs;
};

static void count_run(struct deferred *deferred)
{
    CONTAINER(deferred, struct put_off, deferred)->runs++;
}

static unsigned all_runs(const struct put_off *items, size_t count)
{
    unsigned runs = 0;

    for (size_t i = 0; i < count; i++)
        runs += items[i].runs;
    return runs;
}

static void several_that_are_put_off_wait_no_longer(void **state)
{
    CLEANUP(loop_free) struct loop *loop = loop_new(NULL);
    struct put_off items[2 * SEVERAL];

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(items); i++)
        items[i] = (struct put_off){.deferred.run = count_run};
    for (int twice = 0; twice < 2; twice++)
        for (size_t i = 0; i < SEVERAL - 1; i++)
            loop_defer(loop, &items[i].deferred);
    assert_int_equal(all_runs(items, ARRAY_SIZE(items)), 0);
    loop_defer(loop, &items[SEVERAL - 1].deferred);
    for (size_t i = 0; i < SEVERAL; i++)
        assert_int_equal(items[i].runs, 1);
    for (size_t i = 0; i < SEVERAL - 1; i++)
        loop_defer(loop, &items[i].deferred); /* once more, and counted from the beginning */
    assert_int_equal(all_runs(items, ARRAY_SIZE(items)), SEVERAL);
    loop_defer(loop, &items[SEVERAL].deferred);
    assert_int_equal(all_runs(items, ARRAY_SIZE(items)), 2 * SEVERAL);
}

struct refuse {
    struct disposal disposal;
    bool gone;
};

static void throw_away(struct disposal *disposal)
{
    CONTAINER(disposal, struct refuse, disposal)->gone = true;
}

static void what_is_to_go_goes_at_the_latest_with_the_loop(void **state)
{
    struct loop *loop = loop_new(NULL);
    struct refuse one = {{.dispose = throw_away}, false}, other = {{.dispose = throw_away}, false};

    (void)state;
    loop_dispose_later(loop, &one.disposal);
    loop_dispose_later(loop, &other.disposal);
    assert_false(one.gone || other.gone);
    loop_free(&loop);
    assert_true(one.gone && other.gone);
    assert_null(loop);
    loop_free(&loop);
}

static void note_events(struct source *source, uint32_t events)
{
    char byte;

    (void)events;
    (void)!read(source->fd, &byte, 1);
}

static void a_source_knows_what_is_waited_for(void **state)
{
    CLEANUP(loop_free) struct loop *loop = loop_new(NULL);
    int ends[2];
    struct source source = {.ready = note_events}, closed = {.fd = -1}, gone = {0};

    (void)state;
    assert_int_equal(pipe(ends), 0);
    source.fd = ends[0];
    assert_true(loop_watch(loop, &source, EPOLLIN));
    assert_int_equal(source.events, EPOLLIN);
    assert_true(loop_watch(loop, &source, EPOLLIN));
    assert_true(loop_watch(loop, &source, EPOLLIN | EPOLLRDHUP));
    assert_int_equal(source.events, EPOLLIN | EPOLLRDHUP);
    assert_true(loop_watch(loop, &source, 0));
    assert_int_equal(source.events, 0);
    assert_true(loop_watch(loop, &source, EPOLLIN));
    loop_close(loop, &source);
    assert_int_equal(source.fd, -1);
    assert_int_equal(source.events, 0);
    assert_int_equal(fcntl(ends[0], F_GETFD), -1);
    assert_true(loop_watch(loop, &closed, EPOLLIN));
    assert_int_equal(closed.events, 0);
    loop_close(loop, &closed);
    gone.fd = ends[0]; /* nobody's any more */
    assert_false(loop_watch(loop, &gone, EPOLLIN));
    assert_int_equal(gone.events, 0);
    close(ends[1]);
}

struct caller {
    struct loop *loop;
    pthread_t thread;
    unsigned calls;
};

static void note_call(void *context)
{
    struct caller *const caller = context;

    caller->thread = pthread_self();
    caller->calls++;
}

static void call_again(void *context)
{
    loop_call(((struct caller *)context)->loop, note_call, context); /* else it would wait for itself */
}

static void calls_are_run_where_the_loop_runs(void **state)
{
    CLEANUP(loop_free) struct loop *loop = loop_new(NULL);
    struct caller caller = {.loop = loop};

    (void)state;
    loop_call(loop, note_call, &caller);
    assert_int_equal(caller.calls, 1);
    assert_true(pthread_equal(caller.thread, pthread_self()));
    assert_true(loop_start(loop, NULL));
    loop_call(loop, call_again, &caller);
    assert_int_equal(caller.calls, 2);
    assert_false(pthread_equal(caller.thread, pthread_self()));
    loop_stop(loop);
    loop_stop(loop);
    loop_call(loop, note_call, &caller);
    assert_int_equal(caller.calls, 3);
    assert_true(pthread_equal(caller.thread, pthread_self()));
}

static void look_at_mask(void *context)
{
    pthread_sigmask(SIG_SETMASK, NULL, context);
}

/* A signal would end a write to a peer that has gone, and the program with it. */
static void its_thread_takes_no_signals(void **state)
{
    CLEANUP(loop_free) struct loop *loop = loop_new(NULL);
    sigset_t mask, own;

    (void)state;
    assert_true(loop_start(loop, NULL));
    loop_call(loop, look_at_mask, &mask);
    loop_stop(loop);
    assert_int_equal(sigismember(&mask, SIGPIPE), 1);
    pthread_sigmask(SIG_SETMASK, NULL, &own);
    assert_int_equal(sigismember(&own, SIGPIPE), 0);
}

static void throw_later(void *context)
{
    struct refuse *const refuse = ((void **)context)[1];

    loop_dispose_later(((void **)context)[0], &refuse->disposal);
}

static void the_last_round_leaves_nothing(void **state)
{
    CLEANUP(loop_free) struct loop *loop = loop_new(NULL);
    struct refuse refuse = {{.dispose = throw_away}, false};
    void *both[] = {loop, &refuse};

    (void)state;
    assert_true(loop_start(loop, NULL));
    loop_call(loop, throw_later, both);
    loop_stop(loop);
    assert_true(refuse.gone);
}

static void no_descriptor_is_left(void **state)
{
    struct rlimit before, none;
    struct error error = {""};
    struct loop *loop;

    (void)state;
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
    none = (struct rlimit){0, before.rlim_max};
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &none), 0);
    loop = loop_new(&error);
    setrlimit(RLIMIT_NOFILE, &before);
    assert_null(loop);
    assert_string_equal(error.text, "the kernel has no descriptor left for the network loop: Too many open files");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(several_that_are_put_off_wait_no_longer),
        cmocka_unit_test(what_is_to_go_goes_at_the_latest_with_the_loop),
        cmocka_unit_test(a_source_knows_what_is_waited_for),
        cmocka_unit_test(calls_are_run_where_the_loop_runs),
        cmocka_unit_test(its_thread_takes_no_signals),
        cmocka_unit_test(the_last_round_leaves_nothing),
        cmocka_unit_test(no_descriptor_is_left),
    };

    return cmocka_run_group_tests_name("loop", tests, NULL, NULL);
}
