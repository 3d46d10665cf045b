/* SPDX-License-Identifier: MIT */
/* Looks a service up in the snapshot. */
#include "company.h"
#include "vocabulary/places.h"

const struct object *company_find(const struct snapshot *snapshot, const char *name)
{
    return snapshot_find(snapshot, SCOPE_MSOL, "MsolCompany", "Name", name);
}
