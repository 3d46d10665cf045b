/* SPDX-License-Identifier: MIT */
/* The time on the servers of a scope. */
#include "organization.h"
#include "vocabulary/places.h"

#include <time.h>

int64_t scope_now(const struct snapshot *snapshot, const char *scope)
{
    const struct object *clock = snapshot_find(snapshot, SCOPE_LAB, "LabClock", "Scope", scope);

    return time(NULL) + (clock ? object_number(clock, "OffsetSeconds", 0) : 0);
}
