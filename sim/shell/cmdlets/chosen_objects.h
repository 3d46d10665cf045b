/* SPDX-License-Identifier: MIT */
/* The objects that a command means. */
#ifndef FBLAB_SHELL_CHOSEN_OBJECTS_H
#define FBLAB_SHELL_CHOSEN_OBJECTS_H

#include "command.h"

#include <libxml/tree.h>

/* Elements of the document, in its order. */
struct objects {
    xmlNode **items;
    size_t count;
};

/* Objects of the command's noun, where it may look, that its identity and keys choose. The caller frees the result. */
struct objects *objects_find(const xmlDoc *document, const struct command *command);
/* Leaves those of which -Filter holds, and as many as -ResultSize says. */
bool objects_narrow(struct objects *objects, const struct command *command, struct error *error);
void objects_free(struct objects **objects);
/* The scope where the command makes objects; NULL: the document has none. */
xmlNode *objects_home(const xmlDoc *document, const struct command *command);

#endif
