/* SPDX-License-Identifier: MIT */
/* The heap: up and down, by what is due first. */
#include "timers.h"

#include "base/memory.h"
#include "base/text.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>

static void put(struct timers *timers, size_t position, struct timer *timer)
{
    timers->heap[position - 1] = timer;
    timer->position = position;
}

static struct timer *at(const struct timers *timers, size_t position)
{
    return timers->heap[position - 1];
}

static void rise(struct timers *timers, struct timer *timer)
{
    size_t position = timer->position;

    for (; position > 1 && at(timers, position / 2)->due > timer->due; position /= 2)
        put(timers, position, at(timers, position / 2));
    put(timers, position, timer);
}

static void sink(struct timers *timers, struct timer *timer)
{
    size_t position = timer->position;

    for (size_t child; (child = position * 2) <= timers->count; position = child) {
        if (child < timers->count && at(timers, child + 1)->due < at(timers, child)->due)
            child++;
        if (at(timers, child)->due >= timer->due)
            break;
        put(timers, position, at(timers, child));
    }
    put(timers, position, timer);
}

static void grow(struct timers *timers)
{
    timers->capacity = timers->capacity ? timers->capacity * 2 : 64;
    timers->heap = memory_grow(timers->heap, timers->capacity, sizeof *timers->heap);
}

void timers_set(struct timers *timers, struct timer *timer, unsigned long milliseconds)
{
    timer->due = clock_ms() + (double)milliseconds;
    if (!timer->position) {
        if (timers->count == timers->capacity)
            grow(timers);
        put(timers, ++timers->count, timer);
    }
    rise(timers, timer);
    sink(timers, timer);
}

void timers_cancel(struct timers *timers, struct timer *timer)
{
    const size_t position = timer->position;
    struct timer *last;

    if (!position)
        return;
    timer->position = 0;
    last = at(timers, timers->count--);
    if (last == timer)
        return;
    put(timers, position, last);
    rise(timers, last);
    sink(timers, last);
}

void timers_run(struct timers *timers)
{
    const double now = clock_ms();

    while (timers->count > 0 && at(timers, 1)->due <= now) {
        struct timer *timer = at(timers, 1);
        timers_cancel(timers, timer);
        timer->expired(timer);
    }
}

int timers_next(const struct timers *timers)
{
    double left;

    if (timers->count == 0)
        return -1;
    left = ceil(at(timers, 1)->due - clock_ms());
    return left < 0 ? 0 : left > INT_MAX ? INT_MAX : (int)left;
}

void timers_clear(struct timers *timers)
{
    while (timers->count > 0)
        timers_cancel(timers, at(timers, timers->count));
    free(timers->heap);
    *timers = (struct timers){0};
}
