/* SPDX-License-Identifier: MIT */
/* A list that forgets its oldest, and a condition for those who have read it all. */
#include "room_events.h"

#include "base/cleanup.h"
#include "base/lock.h"
#include "base/memory.h"
#include "base/text.h"

#include <errno.h>
#include <inttypes.h>
#include <pthread.h>
#include <string.h>
#include <time.h>

/* An answer ends when it has told something, and a browser waits before it asks again: three seconds unless it is told. */
enum { READ_AGAIN_MS = 20, PAGE_BYTES = 64 << 10 };

struct room_event {
    struct room_event *next;
    uint64_t number;
    size_t size;
    char text[]; /* as it is sent */
};

struct room_events {
    pthread_mutex_t lock;
    pthread_cond_t grew;
    struct room_event *first, **end;
    size_t bound, bytes;
    uint64_t last;
    bool closed;
};

struct room_events *room_events_new(size_t bytes)
{
    struct room_events *const events = memory_new(sizeof *events);
    pthread_condattr_t attributes;

    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&events->grew, &attributes);
    pthread_condattr_destroy(&attributes);
    pthread_mutex_init(&events->lock, NULL);
    events->bound = bytes;
    events->end = &events->first;
    return events;
}

static void drop_first(struct room_events *events)
{
    struct room_event *const event = events->first;

    events->bytes -= event->size;
    events->first = event->next;
    if (!events->first)
        events->end = &events->first;
    free(event);
}

void room_events_free(struct room_events **events)
{
    if (!*events)
        return;
    while ((*events)->first)
        drop_first(*events);
    pthread_cond_destroy(&(*events)->grew);
    pthread_mutex_destroy(&(*events)->lock);
    free(*events);
    *events = NULL;
}

/* JSON in one line: so it is one line of data. */
static struct room_event *event_new(uint64_t number, const char *kind, const json_t *data)
{
    CLEANUP(cleanup_string) char *json = json_dumps(data, JSON_COMPACT | JSON_ENCODE_ANY);
    CLEANUP(cleanup_string)
    char *text = text_format("id: %" PRIu64 "\nevent: %s\ndata: %s\n\n", number, kind, json ? json : "null");
    const size_t length = strlen(text);
    struct room_event *const event = memory_new(sizeof *event + length + 1);

    event->number = number;
    event->size = sizeof *event + length + 1;
    memcpy(event->text, text, length);
    return event;
}

void room_events_add(struct room_events *events, const char *kind, json_t *data)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&events->lock);
    struct room_event *const event = event_new(++events->last, kind, data);

    json_decref(data);
    events->bytes += event->size;
    *events->end = event;
    events->end = &event->next;
    while (events->bytes > events->bound)
        drop_first(events);
    pthread_cond_broadcast(&events->grew);
}

uint64_t room_events_last(struct room_events *events)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&events->lock);

    return events->last;
}

/* With the lock. */
static void wait_for_more(struct room_events *events, uint64_t after, unsigned milliseconds)
{
    struct timespec until;

    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += milliseconds / 1000;
    until.tv_nsec += (long)(milliseconds % 1000) * 1000000;
    until.tv_sec += until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    while (!events->closed && events->last == after)
        if (pthread_cond_timedwait(&events->grew, &events->lock, &until) == ETIMEDOUT)
            return;
}

/* With the lock. A number from another run is ahead of ours: its reader knows nothing of this one. */
static void write_after(const struct room_events *events, uint64_t after, FILE *output)
{
    const bool foreign = after > events->last;
    const uint64_t oldest = events->first ? events->first->number : events->last + 1;
    size_t written = 0;

    if (foreign || after + 1 < oldest) {
        fprintf(output, "id: %" PRIu64 "\nevent: lost\ndata: null\n\n", events->last);
        return;
    }
    for (const struct room_event *event = events->first; event && written < PAGE_BYTES; event = event->next)
        if (event->number > after) {
            fputs(event->text, output);
            written += event->size;
        }
}

char *room_events_await(struct room_events *events, uint64_t after, unsigned milliseconds)
{
    char *text = NULL;
    size_t length;
    FILE *const output = text_stream(&text, &length);

    fprintf(output, "retry: %d\n\n", READ_AGAIN_MS);
    {
        CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&events->lock);
        wait_for_more(events, after, milliseconds);
        write_after(events, after, output);
    }
    text_stream_close(output);
    return text;
}

void room_events_close(struct room_events *events)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&events->lock);

    events->closed = true;
    pthread_cond_broadcast(&events->grew);
}
