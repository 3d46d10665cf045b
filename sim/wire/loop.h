/* SPDX-License-Identifier: MIT */
/* One thread that waits for descriptors, times and calls from other threads. Everything but loop_call(), loop_start()
 * and loop_stop() belongs to the loop's thread once it runs, and to its owner before and after. */
#ifndef FBLAB_LOOP_H
#define FBLAB_LOOP_H

#include "base/error.h"
#include "timers.h"

#include <stddef.h>
#include <stdint.h>

#define CONTAINER(pointer, type, member) ((type *)(void *)((char *)(pointer)-offsetof(type, member)))

struct loop;

/* A descriptor that is waited for; part of its owner. */
struct source {
    int fd;          /* -1: closed */
    uint32_t events; /* EPOLL*; 0: not waited for, so that a hang-up nobody can act on does not spin */
    void (*ready)(struct source *source, uint32_t events);
};

/* What is put off until all that is ready has been served, or until there are several; part of its owner. */
struct deferred {
    struct deferred *next;
    bool waits;
    void (*run)(struct deferred *deferred);
};

/* Memory that may still be named by an event of the batch at hand; disposed of when the batch is done. */
struct disposal {
    struct disposal *next;
    void (*dispose)(struct disposal *disposal);
};

struct loop *loop_new(struct error *error);
void loop_free(struct loop **loop);

/* false: the kernel has no room for another descriptor. */
bool loop_watch(struct loop *loop, struct source *source, uint32_t events);
/* Stops waiting, then closes the descriptor. */
void loop_close(struct loop *loop, struct source *source);
struct timers *loop_timers(struct loop *loop);
/* Once, however often it is said before; and before its owner is disposed of. May run others, and this one. */
void loop_defer(struct loop *loop, struct deferred *deferred);
void loop_dispose_later(struct loop *loop, struct disposal *disposal);

bool loop_start(struct loop *loop, struct error *error);
/* Ends and joins the thread; does nothing if it does not run. */
void loop_stop(struct loop *loop);
/* Runs function on the loop's thread and returns when it has: at once if this is that thread or none runs. */
void loop_call(struct loop *loop, void (*function)(void *context), void *context);

#endif
