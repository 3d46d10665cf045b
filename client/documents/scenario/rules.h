/* SPDX-License-Identifier: MIT */
/* What makes a scenario file wrong and a schema cannot say. */
#ifndef FBLAB_SCENARIO_RULES_H
#define FBLAB_SCENARIO_RULES_H

#include "source.h"

#include <stdbool.h>

/* The document below `node` has been validated. */
bool rules_hold(const struct source_file *source, const xmlNode *node, struct error *error);

#endif
