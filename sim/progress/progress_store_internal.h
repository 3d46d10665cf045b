/* SPDX-License-Identifier: MIT */
/* What a store consists of. */
#ifndef FBLAB_PROGRESS_STORE_INTERNAL_H
#define FBLAB_PROGRESS_STORE_INTERNAL_H

#include "progress_database.h"
#include "progress_store.h"

#include <pthread.h>

#define PROGRESS_FILE "training.db" /* in the folder of a store */
#define PROGRESS_LOCK "training.lock"

struct progress_store {
    sqlite3 *database;
    pthread_mutex_t writing; /* held by what changes the database: one change at a time */
    char *folder;
    int lock; /* shared while it is open */
    int64_t (*now)(void *context);
    void *context;
};

#endif
