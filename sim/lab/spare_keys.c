/* SPDX-License-Identifier: MIT */
/* Finds a name that nobody has. */
#include "spare_keys.h"

static const char *const names[SPARE_KEYS] = {"spare-a", "spare-b", "spare-c", "spare-d",
                                              "spare-e", "spare-f", "spare-g", "spare-h"};

const char *spare_keys_take(struct spare_keys *keys, size_t user)
{
    for (size_t i = 0; i < SPARE_KEYS; i++)
        if (!keys->users[i]) {
            keys->users[i] = user;
            return names[i];
        }
    return NULL;
}

void spare_keys_release(struct spare_keys *keys, size_t behind, size_t last)
{
    for (size_t i = 0; i < SPARE_KEYS; i++)
        if (keys->users[i] > behind && keys->users[i] <= last)
            keys->users[i] = 0;
}
