/* SPDX-License-Identifier: MIT */
/* Times at which something is due, soonest first: a binary heap of timers that are part of their owners. */
#ifndef FBLAB_TIMERS_H
#define FBLAB_TIMERS_H

#include <stdbool.h>
#include <stddef.h>

struct timer {
    double due;      /* clock_ms() */
    size_t position; /* in the heap, from 1; 0: not set */
    void (*expired)(struct timer *timer);
};

struct timers {
    struct timer **heap;
    size_t count, capacity;
};

/* `milliseconds` from now; a timer that is set already is moved. */
void timers_set(struct timers *timers, struct timer *timer, unsigned long milliseconds);
void timers_cancel(struct timers *timers, struct timer *timer);
/* Calls every timer that is due; it is not set any more when it is called. */
void timers_run(struct timers *timers);
/* Milliseconds until the next is due, -1 if none is set: what epoll_wait() takes. */
int timers_next(const struct timers *timers);
void timers_clear(struct timers *timers);

#endif
