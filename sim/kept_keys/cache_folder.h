/* SPDX-License-Identifier: MIT */
/* The folder in which keys are kept. */
#ifndef FBLAB_CACHE_FOLDER_H
#define FBLAB_CACHE_FOLDER_H

#include "base/error.h"

#include <stdbool.h>

/* Makes it if it is not there. *path: the caller frees it; NULL where there is no place for one. false: one that cannot be
 * trusted, the sentence says how to mend that. */
bool cache_folder_find(char **path, struct error *error);
/* A lock among processes and threads, -1: none; cache_folder_unlock() takes that too. */
int cache_folder_lock(const char *path);
void cache_folder_unlock(int *lock);

#endif
