/* SPDX-License-Identifier: MIT */
/* Objects, and the condition that -Filter gives. */
#ifndef FBLAB_SHELL_FILTERING_H
#define FBLAB_SHELL_FILTERING_H

#include "base/error.h"
#include "vocabulary/nouns.h"

#include <libxml/tree.h>
#include <stdbool.h>

/* Does the filter hold of the object, as objects of the noun have properties? NULL holds of all. false: error says what is no
 * condition. */
bool object_passes(const xmlNode *object, const struct noun *noun, const char *filter, bool *passes,
                   struct error *error);
/* Does the filter ask for what objects of the noun, or of any other, have? As a server says it before it searches. */
bool filter_check(const struct noun *noun, const char *filter, struct error *error);

#endif
