/* SPDX-License-Identifier: MIT */
/* What is freed at the end of a scope, and small things every file needs. */
#ifndef FBLAB_CLEANUP_H
#define FBLAB_CLEANUP_H

#include <stdio.h>
#include <stdlib.h>

/* CLEANUP(x_free) struct x *x = ...; calls x_free(&x) when the scope is left. x_free() takes `struct x **`, accepts a
 * NULL inside and clears the pointer. To give the object away: return TAKE(x). */
#define CLEANUP(function) __attribute__((cleanup(function)))
#define ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))
#define TAKE(pointer)                                                                                                  \
    __extension__({                                                                                                    \
        __auto_type taken_ = (pointer);                                                                                \
        (pointer) = NULL;                                                                                              \
        taken_;                                                                                                        \
    })

static inline void cleanup_string(char **string)
{
    free(*string);
    *string = NULL;
}

static inline void cleanup_file(FILE **file)
{
    if (*file)
        fclose(*file);
    *file = NULL;
}

#endif
