/* SPDX-License-Identifier: MIT */
/* Asks the lab's own organisation document. */
#include "host_names.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "organization/organization.h"
#include "scenario/scenario.h"
#include "vocabulary/places.h"

struct host_names {
    struct snapshot *snapshot;
};

struct host_names *host_names_load(struct error *error)
{
    CLEANUP(cleanup_string) char *path = text_format("%s/organizations.xml", library_folder());
    struct snapshot *snapshot = snapshot_load(path, error);
    struct host_names *names = snapshot ? memory_new(sizeof *names) : NULL;

    if (names)
        names->snapshot = snapshot;
    return names;
}

void host_names_free(struct host_names **names)
{
    if (*names)
        snapshot_release(&(*names)->snapshot);
    free(*names);
    *names = NULL;
}

bool host_names_have(const struct host_names *names, const char *host)
{
    return snapshot_find(names->snapshot, SCOPE_LAB, "LabDnsRecord", "Name", host) != NULL;
}

bool host_names_are_party(const struct host_names *names, const char *party)
{
    return host_names_have(names, party) || text_equal(party, "front-door") ||
           snapshot_find(names->snapshot, SCOPE_LAB, "LabDnsRecord", "Party", party);
}
