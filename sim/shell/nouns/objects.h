/* SPDX-License-Identifier: MIT */
/* Objects of the document as XML: found, read, changed. */
#ifndef FBLAB_SHELL_OBJECTS_H
#define FBLAB_SHELL_OBJECTS_H

#include "shell/language/command_line.h"
#include "vocabulary/nouns.h"

#include <libxml/tree.h>
#include <stdbool.h>

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
/* Is one of its values so (`*` stands for anything, "SMTP:" may be left out)? */
bool property_matches(const xmlNode *object, const struct parameter *parameter, const char *pattern);
/* Replaces all values by one, of a property that is named. NULL: by none. */
void property_write(xmlNode *object, const struct noun *noun, const char *name, const char *text);
/* Replaces all values by one; NULL: by none. Keeps the noun's order. */
void property_set(xmlNode *object, const struct noun *noun, size_t parameter, const char *text);
/* One more value behind those there are. */
void property_add(xmlNode *object, const struct noun *noun, size_t parameter, const char *text);
/* As the value says: replaced, cleared, added to, taken from. */
void property_assign(xmlNode *object, const struct noun *noun, size_t parameter, const struct value *value);

#endif
