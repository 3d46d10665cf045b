/* SPDX-License-Identifier: MIT */
/* What the servers of the premises do not notice at once: which parameters those are is in the tables of the nouns
 * (parameter.delay), what is pending in the document (LabPendingChange). */
#ifndef FBLAB_SHELL_DELAYS_H
#define FBLAB_SHELL_DELAYS_H

#include "vocabulary/nouns.h"

#include <libxml/tree.h>
#include <stdio.h>

/* After a Set- on an object that was `before`: notes what the servers still go by, and says so to `output` (NULL: nowhere). */
void delays_note(xmlNode *object, const xmlNode *before, const struct noun *noun, FILE *output);
/* Everything pending comes into force, and what only a restart repairs is repaired. Says of what, to `output`. */
void delays_end(xmlDoc *document, FILE *output);

#endif
