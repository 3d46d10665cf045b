/* SPDX-License-Identifier: MIT */
/* Conditions on evidence, as they stand in <sign>, <fits> and <refuted>; commands and attributes, as several elements have
 * them. */
#ifndef FBLAB_SCENARIO_SECTIONS_H
#define FBLAB_SCENARIO_SECTIONS_H

#include "scenario.h"

#include <libxml/tree.h>

/* The children of `node` that are conditions; `sign` is all zeroes before. */
void conditions_read(const xmlNode *node, struct sign *sign);
void conditions_free(struct sign *sign);

/* The <command> children. */
void commands_read(const xmlNode *section, struct commands *commands);
void commands_free(struct commands *commands);

/* "" if it is not there. The caller frees it. */
char *attribute_read(const xmlNode *node, const char *name);

#endif
