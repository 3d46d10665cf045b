/* SPDX-License-Identifier: MIT */
/* A file that is held against its schema. */
#ifndef FBLAB_COURSE_DOCUMENT_H
#define FBLAB_COURSE_DOCUMENT_H

#include "base/error.h"
#include "scenario/source.h"

/* The text belongs to the caller, and is what `source` shows. `schema`: the name of a file beside the scenarios. NULL: error
 * names file, line and column. */
xmlDoc *course_document_read(const char *path, const char *schema, char **text, struct error *error);

#endif
