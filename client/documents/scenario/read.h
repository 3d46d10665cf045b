/* SPDX-License-Identifier: MIT */
/* From a valid document to a scenario. */
#ifndef FBLAB_SCENARIO_READ_H
#define FBLAB_SCENARIO_READ_H

#include "scenario.h"

#include <libxml/tree.h>

/* The document has been validated. The caller frees the scenario. */
struct scenario *scenario_read(const xmlNode *root, const char *path);

#endif
