/* SPDX-License-Identifier: MIT */
/* What Set-, New- and Remove- do to a copy of the document, and Get- with the document. */
#ifndef FBLAB_SHELL_CHANGES_H
#define FBLAB_SHELL_CHANGES_H

#include "command.h"

#include <stdio.h>

bool set_objects(xmlDoc *document, const struct command *command, struct error *error);
bool make_object(xmlDoc *document, const struct command *command, struct error *error);
bool remove_objects(xmlDoc *document, const struct command *command, struct error *error);
bool show_objects(const xmlDoc *document, const struct command *command, FILE *output, struct error *error);

#endif
