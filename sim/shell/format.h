/* SPDX-License-Identifier: MIT */
/* Objects as PowerShell's Format-List prints them. Private to sim/shell. */
#ifndef FBLAB_SHELL_FORMAT_H
#define FBLAB_SHELL_FORMAT_H

#include "nouns.h"

#include <libxml/tree.h>
#include <stdio.h>

void format_list(FILE *output, const struct noun *noun, const xmlNode *object);

#endif
