/* SPDX-License-Identifier: MIT */
/* Objects of the document as XML: found, read, changed. */
#ifndef FBLAB_SHELL_OBJECTS_H
#define FBLAB_SHELL_OBJECTS_H

#include "command.h"

#include <libxml/tree.h>
#include <stdbool.h>

/* Elements of the document, in its order. */
struct objects {
    xmlNode **items;
    size_t count;
};

/* Objects of the command's noun, where it may look, that its identity and keys choose. The caller frees the result. */
struct objects *objects_find(const xmlDoc *document, const struct command *command);
void objects_free(struct objects **objects);
/* The scope where the command makes objects; NULL: the document has none. */
xmlNode *objects_home(const xmlDoc *document, const struct command *command);

/* NULL: the document has no such scope. */
xmlNode *scope_find(const xmlDoc *document, const char *name);
/* The first object of the noun whose property has that value (case ignored); property NULL: the first of all. */
xmlNode *scope_object(const xmlNode *scope, const struct noun *noun, const char *property, const char *value);
/* A new one, still without properties. */
xmlNode *scope_add(xmlNode *scope, const struct noun *noun);

/* The first value of a property and the one after `value`; NULL: no more. */
xmlNode *property_first(const xmlNode *object, const char *name);
xmlNode *property_next(const xmlNode *value);
/* Borrowed; "" for NULL. */
const char *property_text(const xmlNode *value);
/* The first value; "" if there is none. Borrowed. */
const char *property_read(const xmlNode *object, const char *name);
/* Replaces all values by one, of a property that is named. NULL: by none. */
void property_write(xmlNode *object, const struct noun *noun, const char *name, const char *text);
/* Replaces all values by one; NULL: by none. Keeps the noun's order. */
void property_set(xmlNode *object, const struct noun *noun, size_t parameter, const char *text);
/* One more value behind those there are. */
void property_add(xmlNode *object, const struct noun *noun, size_t parameter, const char *text);
/* As the value says: replaced, cleared, added to, taken from. */
void property_assign(xmlNode *object, const struct noun *noun, size_t parameter, const struct value *value);

#endif
