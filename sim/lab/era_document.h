/* SPDX-License-Identifier: MIT */
/* The healthy document of an era. */
#ifndef FBLAB_LAB_ERA_DOCUMENT_H
#define FBLAB_LAB_ERA_DOCUMENT_H

#include "base/error.h"

#include <libxml/tree.h>
#include <stdbool.h>

/* NULL: no such era, or its file cannot be used; error says which. A copy of the document (of the first era, or of what comes of
 * it) with all that is other up to that era; placeholders are as they are written. The caller frees it. */
xmlDoc *era_document(const xmlDoc *first, const char *era, struct error *error);

/* Is it the file of a later era, by its name? It is no whole document. */
bool era_document_is_later(const char *path);
/* Such a file over the healthy documents of the eras before it. NULL: error says why. The caller frees it. */
xmlDoc *era_document_complete(const xmlDoc *later, const char *path, struct error *error);

#endif
