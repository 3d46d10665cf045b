/* SPDX-License-Identifier: MIT */
/* epoll, timers and calls from other threads, one round after another. */
#include "loop.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#define BATCH 256
#define DEFERRED_AT_ONCE 8 /* more than that wait for nobody: clients have something to do while others are served */

/* Lives on the stack of the thread that waits for it. */
struct call {
    struct call *next;
    void (*function)(void *context);
    void *context;
    bool done;
};

struct loop {
    int epoll;
    struct source wake; /* eventfd: a call waits, or the end has come */
    struct timers timers;
    struct deferred *deferred;
    size_t deferred_count;
    struct disposal *disposals;
    pthread_t thread;
    pthread_mutex_t lock; /* guards what follows */
    pthread_cond_t called;
    struct call *calls;
    bool running, stopping;
};

bool loop_watch(struct loop *loop, struct source *source, uint32_t events)
{
    struct epoll_event event = {.events = events, .data.ptr = source};
    const int operation = !events ? EPOLL_CTL_DEL : source->events ? EPOLL_CTL_MOD : EPOLL_CTL_ADD;

    if (source->events == events || source->fd < 0)
        return true;
    if (epoll_ctl(loop->epoll, operation, source->fd, &event) < 0)
        return false;
    source->events = events;
    return true;
}

void loop_close(struct loop *loop, struct source *source)
{
    if (source->fd < 0)
        return;
    /* close() alone is not enough: a child between fork() and exec() would keep the registration alive. */
    loop_watch(loop, source, 0);
    close(source->fd);
    source->fd = -1;
    source->events = 0;
}

struct timers *loop_timers(struct loop *loop)
{
    return &loop->timers;
}

void loop_dispose_later(struct loop *loop, struct disposal *disposal)
{
    disposal->next = loop->disposals;
    loop->disposals = disposal;
}

static void run_deferred(struct loop *loop)
{
    loop->deferred_count = 0;
    for (struct deferred *deferred; (deferred = loop->deferred);) {
        loop->deferred = deferred->next;
        deferred->waits = false;
        deferred->run(deferred);
    }
}

void loop_defer(struct loop *loop, struct deferred *deferred)
{
    if (deferred->waits)
        return;
    deferred->waits = true;
    deferred->next = loop->deferred;
    loop->deferred = deferred;
    if (++loop->deferred_count == DEFERRED_AT_ONCE)
        run_deferred(loop);
}

static void dispose(struct loop *loop)
{
    for (struct disposal *disposal; (disposal = loop->disposals);) {
        loop->disposals = disposal->next;
        disposal->dispose(disposal);
    }
}

static void woken(struct source *source, uint32_t events)
{
    uint64_t count;

    (void)events;
    (void)!read(source->fd, &count, sizeof count);
}

static void wake(struct loop *loop)
{
    const uint64_t one = 1;

    (void)!write(loop->wake.fd, &one, sizeof one);
}

static void run_calls(struct loop *loop)
{
    for (struct call *call; (call = loop->calls);) {
        loop->calls = call->next;
        pthread_mutex_unlock(&loop->lock);
        call->function(call->context);
        pthread_mutex_lock(&loop->lock);
        call->done = true;
        pthread_cond_broadcast(&loop->called);
    }
}

/* false: the end. */
static bool serve_calls(struct loop *loop)
{
    bool on;

    pthread_mutex_lock(&loop->lock);
    run_calls(loop);
    on = !loop->stopping;
    loop->running = on;
    pthread_mutex_unlock(&loop->lock);
    return on;
}

static void wait_and_dispatch(struct loop *loop)
{
    struct epoll_event batch[BATCH];
    const int count = epoll_wait(loop->epoll, batch, BATCH, timers_next(&loop->timers));

    for (int i = 0; i < count; i++) {
        struct source *source = batch[i].data.ptr;
        const uint32_t events = batch[i].events & (source->events | EPOLLERR | EPOLLHUP);
        if (source->events && events)
            source->ready(source, events);
    }
    timers_run(&loop->timers);
}

/* What the batch and the calls have left to be done. */
static void settle(struct loop *loop)
{
    run_deferred(loop);
    dispose(loop);
}

static void *run(void *context)
{
    struct loop *loop = context;

    while (serve_calls(loop)) {
        settle(loop);
        wait_and_dispatch(loop);
    }
    settle(loop);
    return NULL;
}

bool loop_start(struct loop *loop, struct error *error)
{
    sigset_t all, before;
    int code;

    /* The thread takes no signals: a write to a peer that has gone must fail with EPIPE, not kill the program. */
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pthread_mutex_lock(&loop->lock);
    code = pthread_create(&loop->thread, NULL, run, loop);
    loop->running = code == 0;
    pthread_mutex_unlock(&loop->lock);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return code == 0 || error_set(error, "the network thread cannot be started: %s", strerror(code));
}

void loop_stop(struct loop *loop)
{
    bool running;

    pthread_mutex_lock(&loop->lock);
    running = loop->running;
    loop->stopping = true;
    pthread_mutex_unlock(&loop->lock);
    if (!running)
        return;
    wake(loop);
    pthread_join(loop->thread, NULL);
}

void loop_call(struct loop *loop, void (*function)(void *context), void *context)
{
    struct call call = {.function = function, .context = context};

    pthread_mutex_lock(&loop->lock);
    if (!loop->running || pthread_equal(loop->thread, pthread_self())) {
        pthread_mutex_unlock(&loop->lock);
        function(context);
        return;
    }
    call.next = loop->calls;
    loop->calls = &call;
    wake(loop);
    while (!call.done)
        pthread_cond_wait(&loop->called, &loop->lock);
    pthread_mutex_unlock(&loop->lock);
}

struct loop *loop_new(struct error *error)
{
    CLEANUP(loop_free) struct loop *loop = memory_new(sizeof *loop);

    pthread_mutex_init(&loop->lock, NULL);
    pthread_cond_init(&loop->called, NULL);
    loop->epoll = epoll_create1(EPOLL_CLOEXEC);
    loop->wake = (struct source){.fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), .ready = woken};
    if (loop->epoll < 0 || loop->wake.fd < 0 || !loop_watch(loop, &loop->wake, EPOLLIN)) {
        error_set(error, "the kernel has no descriptor left for the network loop: %s", strerror(errno));
        return NULL;
    }
    return TAKE(loop);
}

void loop_free(struct loop **pointer)
{
    struct loop *loop = *pointer;

    if (!loop)
        return;
    dispose(loop); /* what is disposed of may still look for the loop */
    *pointer = NULL;
    timers_clear(&loop->timers);
    loop_close(loop, &loop->wake);
    if (loop->epoll >= 0)
        close(loop->epoll);
    pthread_cond_destroy(&loop->called);
    pthread_mutex_destroy(&loop->lock);
    free(loop);
}
