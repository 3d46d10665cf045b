/* SPDX-License-Identifier: MIT */
/* What the store needs of a snapshot. */
#ifndef FBLAB_ORGANIZATION_SNAPSHOT_H
#define FBLAB_ORGANIZATION_SNAPSHOT_H

#include "name.h"
#include "organization.h"

/* Strings point into the document, which nobody changes any more. */
struct property {
    struct name name;
    const char *value;
};

struct object {
    const char *noun;
    const struct object *next; /* of the same noun */
    struct property *properties;
    size_t count;
};

/* Compiles an arranged document, which it takes: the snapshot's strings point into it. */
struct snapshot *snapshot_take(xmlDoc *document);
/* As it is stored, with what is not in force yet. Borrowed; must not be changed. */
xmlDoc *snapshot_document(const struct snapshot *snapshot);
/* false: a pending change has come into force since, so the document wants compiling anew. */
bool snapshot_is_current(const struct snapshot *snapshot, int64_t now);

#endif
