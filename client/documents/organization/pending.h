/* SPDX-License-Identifier: MIT */
/* Settings that are stored while the servers still go by what was there before: objects <LabPendingChange> beside the
 * object they speak of (Noun, Identity, Property, InForce, Until). */
#ifndef FBLAB_ORGANIZATION_PENDING_H
#define FBLAB_ORGANIZATION_PENDING_H

#include <libxml/tree.h>
#include <stdint.h>

/* Takes out those whose time has come and those whose object is gone. `now`: seconds since 1970, without any offset. */
void pending_prune(xmlDoc *document, int64_t now);
/* The document as the servers go by it. NULL: nothing is pending, so it is the document itself. The caller frees it. */
xmlDoc *pending_in_force(xmlDoc *document);
/* When the next one ends by itself, in seconds since 1970 without any offset; INT64_MAX: none does. */
int64_t pending_due(const xmlDoc *document);
/* Takes the offset of the scope's clock out of every Until of a scope that is to stand alone. */
void pending_forget_clock(xmlNode *scope, int64_t offset);

#endif
