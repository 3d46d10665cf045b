/* SPDX-License-Identifier: MIT */
/* The organisation document as XML: reading, shape, schema.
 * doc->URL names the document in error sentences. */
#ifndef FBLAB_ORGANIZATION_DOCUMENT_H
#define FBLAB_ORGANIZATION_DOCUMENT_H

#include "base/error.h"

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

/* An arranged document, which the caller frees. NULL: error says file:line: sentence. */
xmlDoc *document_load(const char *path, struct error *error);
xmlDoc *document_parse(const char *text, size_t length, const char *name, struct error *error);

/* Is it scopes of objects of texts? Afterwards each property holds exactly one trimmed text node or nothing, and no
 * blanks stand between elements. Needed before a document is compiled, with or without a schema. */
bool document_arrange(xmlDoc *document, struct error *error);
const char *document_name(const xmlDoc *document);

struct schema;

/* Reports the first mistake. One thread at a time. */
bool schema_validate(struct schema *schema, xmlDoc *document, struct error *error);

#endif
