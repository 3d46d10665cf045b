/* SPDX-License-Identifier: MIT */
/* Objects of the document, and results, as objects of a recording. */
#ifndef FBLAB_SHELL_RECORDED_OBJECTS_H
#define FBLAB_SHELL_RECORDED_OBJECTS_H

#include "recording.h"
#include "result_row.h"
#include "vocabulary/nouns.h"

#include <libxml/tree.h>
#include <stdbool.h>

void record_object(struct recording *recording, const struct noun *noun, const xmlNode *object);
void record_result(struct recording *recording, const char *noun, const struct result_row *rows, size_t count,
                   bool online);

#endif
