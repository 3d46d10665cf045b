/* SPDX-License-Identifier: MIT */
/* What the store needs of a snapshot. */
#ifndef FBLAB_ORGANIZATION_SNAPSHOT_H
#define FBLAB_ORGANIZATION_SNAPSHOT_H

#include "organization.h"

/* Compiles an arranged document, which it takes: the snapshot's strings point into it. */
struct snapshot *snapshot_take(xmlDoc *document);
/* As it is stored, with what is not in force yet. Borrowed; must not be changed. */
xmlDoc *snapshot_document(const struct snapshot *snapshot);
/* false: a pending change has come into force since, so the document wants compiling anew. */
bool snapshot_is_current(const struct snapshot *snapshot, int64_t now);

#endif
