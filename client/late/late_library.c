/* SPDX-License-Identifier: MIT */
/* Loads a library once. */
#include "late_library.h"

#include <dlfcn.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

#define EXIT_STATUS 3

static _Noreturn void give_up(const char *library, const char *name)
{
    const char *const why = dlerror();

    fprintf(stderr, "fblab: %s() of %s cannot be had (%s); install the library again, fblab needs it\n", name, library,
            why ? why : "no reason is given");
    exit(EXIT_STATUS);
}

void *late_function(const char *library, const char *name, void *_Atomic *found)
{
    void *function = atomic_load_explicit(found, memory_order_acquire);
    void *handle;

    if (function)
        return function;
    /* A library that is loaded already is only counted once more, so threads may meet here. */
    handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);
    function = handle ? dlsym(handle, name) : NULL;
    if (!function)
        give_up(library, name);
    atomic_store_explicit(found, function, memory_order_release);
    return function;
}
