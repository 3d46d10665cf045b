/* SPDX-License-Identifier: MIT */
/* Reading vocabulary files: phrases that the <text>s of many scenarios share. */
#ifndef FBLAB_SCENARIO_VOCABULARY_H
#define FBLAB_SCENARIO_VOCABULARY_H

#include "base/error.h"
#include "scenario.h"

#include <libxml/tree.h>
#include <stdbool.h>

/* Adds what a document says, whose root is <vocabulary>; a group that is there already gets more phrases. `text`: the file.
 * false: error names the line. */
bool vocabulary_read(struct vocabulary *vocabulary, xmlDoc *document, const char *path, const char *text,
                     struct error *error);
/* Adds copies of what another has. */
void vocabulary_add(struct vocabulary *vocabulary, const struct vocabulary *more);
void vocabulary_clear(struct vocabulary *vocabulary);

#endif
