/* SPDX-License-Identifier: MIT */
/* A lock that is held until the end of the scope, also when memory ends in it (base/memory.h):
 * CLEANUP(lock_release) pthread_mutex_t *held = lock_take(&journal->lock); */
#ifndef FBLAB_LOCK_H
#define FBLAB_LOCK_H

#include <pthread.h>

static inline pthread_mutex_t *lock_take(pthread_mutex_t *lock)
{
    pthread_mutex_lock(lock);
    return lock;
}

/* Accepts a NULL inside: TAKE(held) leaves it locked. */
static inline void lock_release(pthread_mutex_t **held)
{
    if (*held)
        pthread_mutex_unlock(*held);
    *held = NULL;
}

#endif
