/* SPDX-License-Identifier: MIT */
/* Which libraries are loaded late: to see beforehand whether they can be. */
#ifndef FBLAB_LATE_LIBRARIES_H
#define FBLAB_LATE_LIBRARIES_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

extern const struct late_name {
    const char *file, *use; /* "libcurl.so.4"; what cannot be done without it */
} late_names[];
extern const size_t late_name_count;

/* Loads it, and lets it go again. false: error names the file, the reason and the use. */
bool late_library_loads(const struct late_name *library, struct error *error);

#endif
