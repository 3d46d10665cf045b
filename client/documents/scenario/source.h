/* SPDX-License-Identifier: MIT */
/* The text a document was read from, so that a complaint about a node can say where it stands. */
#ifndef FBLAB_SCENARIO_SOURCE_H
#define FBLAB_SCENARIO_SOURCE_H

#include "base/error.h"

#include <libxml/tree.h>
#include <stdbool.h>

/* Both borrowed. */
struct source_file {
    const char *path;
    const char *text; /* the whole file */
};

/* "path:line:column: sentence"; always false. The column is that of the element's start tag, 1 where the tag spans
 * several lines. */
bool source_refuse(const struct source_file *source, const xmlNode *node, struct error *error, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#endif
