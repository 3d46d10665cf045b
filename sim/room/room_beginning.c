/* SPDX-License-Identifier: MIT */
/* A few threads that take one trainee after the other. A ticket that does not begin tells its own page why. */
#include "room_beginning.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/lock.h"
#include "base/memory.h"
#include "room_trainee.h"

enum { THREADS = 32 };

struct room_beginning {
    pthread_t threads[THREADS];
    size_t count;
    pthread_mutex_t lock; /* guards: */
    struct seat *next;
};

static struct seat *take(struct room_beginning *beginning)
{
    CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&beginning->lock);
    struct seat *const seat = beginning->next;

    beginning->next = seat ? seat->next : NULL;
    return seat;
}

static void *begin_some(void *context)
{
    for (struct seat *seat; (seat = take(context));)
        if (seat->trainee) {
            CLEANUP(json_release) json_t *ticket = room_trainee_ticket(seat->trainee, NULL);
        }
    return NULL;
}

struct room_beginning *room_beginning_new(struct seat *seats, struct error *error)
{
    CLEANUP(room_beginning_end) struct room_beginning *beginning = memory_new(sizeof *beginning);

    pthread_mutex_init(&beginning->lock, NULL);
    beginning->next = seats;
    while (beginning->count < THREADS &&
           pthread_create(&beginning->threads[beginning->count], NULL, begin_some, beginning) == 0)
        beginning->count++;
    if (beginning->count > 0)
        return TAKE(beginning);
    error_set(error, "no thread can be started for the tickets of the class");
    return NULL;
}

void room_beginning_end(struct room_beginning **beginning)
{
    if (!*beginning)
        return;
    {
        CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&(*beginning)->lock);
        (*beginning)->next = NULL;
    }
    while ((*beginning)->count > 0)
        pthread_join((*beginning)->threads[--(*beginning)->count], NULL);
    pthread_mutex_destroy(&(*beginning)->lock);
    free(*beginning);
    *beginning = NULL;
}
