/* SPDX-License-Identifier: MIT */
/* Asked only after a failure: a lab that starts knows its scenarios by itself. */
#include "start_status.h"

#include "base/cleanup.h"
#include "scenario/scenario.h"
#include "terminal/status.h"

int start_status(const char *scenarios, const char *const *ids)
{
    CLEANUP(library_free) struct library *library = library_load_with(scenarios, NULL);
    const struct variant *variant;

    for (; library && *ids; ids++)
        if (!library_find(library, *ids, &variant, NULL))
            return STATUS_USAGE;
    return STATUS_UNUSABLE;
}
