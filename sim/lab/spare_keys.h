/* SPDX-License-Identifier: MIT */
/* Names of kept keys (kept_keys/kept_keys.h) for certificates that are made while the lab runs: each has one user at a time, who
 * is a number from 1. Not locked. */
#ifndef FBLAB_SPARE_KEYS_H
#define FBLAB_SPARE_KEYS_H

#include <stddef.h>

enum { SPARE_KEYS = 8 };

struct spare_keys {
    size_t users[SPARE_KEYS]; /* 0: nobody has it */
};

/* NULL: none is free. Static. */
const char *spare_keys_take(struct spare_keys *keys, size_t user);
/* Those of the users from the one behind `behind` to `last` are free again. */
void spare_keys_release(struct spare_keys *keys, size_t behind, size_t last);

#endif
