/* SPDX-License-Identifier: MIT */
/* Puts loop, listeners and streams together. */
#include "wire.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "handshake.h"
#include "listener.h"
#include "loop.h"
#include "stream.h"
#include "tls.h"

#include <errno.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>

/* A descriptor of the consumer that the loop waits for. */
struct watched {
    struct watched *next;
    struct source source;
    void (*ready)(void *context);
    void *context;
};

struct wire {
    struct relay relay;
    struct listener *listeners;
    struct watched *watches;
    struct timer ticker;
    unsigned tick_milliseconds;
    void (*tick)(void *context);
    void *tick_context;
};

/* Ten thousand connections shall fit. */
static void raise_descriptor_limit(void)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_NOFILE, &limit) < 0 || limit.rlim_cur == limit.rlim_max)
        return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

struct wire *wire_new(const struct wire_callbacks *callbacks, struct error *error)
{
    CLEANUP(wire_free) struct wire *wire = memory_new(sizeof *wire);

    raise_descriptor_limit();
    wire->relay.callbacks = *callbacks;
    wire->relay.loop = loop_new(error);
    if (!wire->relay.loop)
        return NULL;
    wire->relay.tls = tls_new(handshake_identity, callbacks->protocol ? callbacks->protocol->name : NULL);
    return TAKE(wire);
}

struct listener *wire_listen(struct wire *wire, const char *party, const char *address, unsigned port, bool tls,
                             struct error *error)
{
    CLEANUP(listener_free) struct listener *listener = listener_new(&wire->relay, party, tls);

    if (!listener_bind(listener, address, port, error))
        return NULL;
    listener->next = wire->listeners;
    wire->listeners = listener;
    return TAKE(listener);
}

static void watch_ready(struct source *source, uint32_t events)
{
    struct watched *watch = CONTAINER(source, struct watched, source);

    (void)events;
    watch->ready(watch->context);
}

bool wire_watch(struct wire *wire, int fd, void (*ready)(void *context), void *context, struct error *error)
{
    struct watched *watch = memory_new(sizeof *watch);

    *watch = (struct watched){wire->watches, {.fd = fd, .ready = watch_ready}, ready, context};
    wire->watches = watch;
    return loop_watch(wire->relay.loop, &watch->source, EPOLLIN) ||
           error_set(error, "descriptor %d cannot be waited for: %s", fd, strerror(errno));
}

static void tick(struct timer *timer)
{
    struct wire *wire = CONTAINER(timer, struct wire, ticker);

    timers_set(loop_timers(wire->relay.loop), timer, wire->tick_milliseconds);
    wire->tick(wire->tick_context);
}

void wire_tick(struct wire *wire, unsigned milliseconds, void (*function)(void *context), void *context)
{
    struct timers *timers = loop_timers(wire->relay.loop);

    wire->ticker.expired = tick;
    wire->tick_milliseconds = milliseconds;
    wire->tick = function;
    wire->tick_context = context;
    if (milliseconds > 0)
        timers_set(timers, &wire->ticker, milliseconds);
    else
        timers_cancel(timers, &wire->ticker);
}

bool wire_start(struct wire *wire, struct error *error)
{
    return loop_start(wire->relay.loop, error);
}

void wire_call(struct wire *wire, void (*function)(void *context), void *context)
{
    loop_call(wire->relay.loop, function, context);
}

void wire_stop(struct wire *wire)
{
    loop_stop(wire->relay.loop);
    stream_close_sockets(&wire->relay);
    for (struct listener *listener = wire->listeners; listener; listener = listener->next)
        listener_close(listener);
}

static void free_watches(struct wire *wire)
{
    for (struct watched *watch; (watch = wire->watches);) {
        wire->watches = watch->next;
        free(watch);
    }
}

static void free_listeners(struct wire *wire)
{
    for (struct listener *listener; (listener = wire->listeners);) {
        wire->listeners = listener->next;
        listener_free(&listener);
    }
}

void wire_free(struct wire **pointer)
{
    struct wire *wire = TAKE(*pointer);

    if (!wire)
        return;
    if (wire->relay.loop)
        wire_stop(wire);
    stream_dispose_all(&wire->relay);
    free_listeners(wire);
    tls_free(&wire->relay.tls);
    free_watches(wire);
    loop_free(&wire->relay.loop);
    free(wire);
}
