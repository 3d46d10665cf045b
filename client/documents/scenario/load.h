/* SPDX-License-Identifier: MIT */
/* Reading many scenario files against one compiled schema. */
#ifndef FBLAB_SCENARIO_LOAD_H
#define FBLAB_SCENARIO_LOAD_H

#include "grammar.h"
#include "scenario.h"

/* The schema that came with the program. The caller frees it. */
struct grammar *scenario_grammar(struct error *error);
/* As scenario_load(). With a vocabulary, a file that is no scenario is none, too: true and *scenario is NULL, and what a
 * <vocabulary> says is added. */
bool scenario_load_with(const struct grammar *grammar, const char *path, struct vocabulary *vocabulary,
                        struct scenario **scenario, struct error *error);

#endif
