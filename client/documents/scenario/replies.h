/* SPDX-License-Identifier: MIT */
/* The <reply> sections of a file: captured answers. */
#ifndef FBLAB_SCENARIO_REPLIES_H
#define FBLAB_SCENARIO_REPLIES_H

#include "scenario.h"
#include "source.h"

/* Reads those of every variant, and the files they name, into a scenario that is otherwise complete. The root fits the schema. */
bool replies_read(const struct source_file *source, const xmlNode *root, struct scenario *scenario,
                  struct error *error);
void replies_free(struct variant *variant);

#endif
