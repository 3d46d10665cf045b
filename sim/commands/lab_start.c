/* SPDX-License-Identifier: MIT */
/* Asks the system for its processors, and after a failure the library for the scenarios. */
#include "lab_start.h"

#include "base/cleanup.h"
#include "scenario/scenario.h"
#include "terminal/status.h"

#include <unistd.h>

unsigned labs_at_once(long for_each_core)
{
    const long count = sysconf(_SC_NPROCESSORS_ONLN) * for_each_core;

    return count < 1 ? 1 : count > MOST_LABS ? MOST_LABS : (unsigned)count;
}

int start_status(const char *scenarios, const char *const *ids)
{
    CLEANUP(library_free) struct library *library = library_load_with(scenarios, NULL);
    const struct variant *variant;

    for (; library && *ids; ids++)
        if (!library_find(library, *ids, &variant, NULL))
            return STATUS_USAGE;
    return STATUS_UNUSABLE;
}
