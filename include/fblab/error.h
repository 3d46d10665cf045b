/* SPDX-License-Identifier: MIT */
/* Why a call of fblab failed, as one sentence in a struct of the caller's. Usable from C11 and C++17. */
#ifndef FBLAB_INSTALLED_ERROR_H
#define FBLAB_INSTALLED_ERROR_H

#include <stddef.h>

/* Each thread uses its own; no call keeps a pointer to it. Begin it with FBLAB_ERROR_INIT:
 *     struct fblab_error error = FBLAB_ERROR_INIT; */
struct fblab_error {
    size_t size;     /* of this struct in bytes, as the caller's compiler knew it; fblab writes nothing behind it */
    char text[1024]; /* UTF-8, one sentence without a full stop, cut where it is too long; "" when nothing went wrong */
};

#define FBLAB_ERROR_INIT                                                                                               \
    {                                                                                                                  \
        sizeof(struct fblab_error), ""                                                                                 \
    }

#endif
