/* SPDX-License-Identifier: MIT */
/* fblab class merge: what several machines have kept, in one place. */
#ifndef FBLAB_TRAINING_CLASS_MERGE_H
#define FBLAB_TRAINING_CLASS_MERGE_H

#include <stddef.h>

/* state: the folder it is brought together in; NULL: the user's own. Returns the exit status. */
int class_merge(const char *state, char *const *folders, size_t count);

#endif
