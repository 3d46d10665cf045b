/* SPDX-License-Identifier: MIT */
/* The properties of an object as they are shown: those that the document holds, and those that follow from them. */
#ifndef FBLAB_SHELL_PROPERTIES_H
#define FBLAB_SHELL_PROPERTIES_H

#include "shell/language/word_list.h"
#include "vocabulary/nouns.h"

#include <libxml/tree.h>
#include <stdbool.h>

struct derived_property;

/* Borrowed from tables. */
struct shown_property {
    const char *name;
    const char *type; /* as typed_values.h names it */
    bool list;
    bool hidden; /* shown where it is asked for by name */
    const struct noun *noun;
    const struct parameter *parameter;      /* of the document; NULL: derived */
    const struct derived_property *derived; /* NULL: of the document */
};

/* The index-th that may be shown. false: there are no more. */
bool property_at(const struct noun *noun, const xmlNode *object, size_t index, struct shown_property *property);
/* Case ignored. */
bool property_find(const struct noun *noun, const xmlNode *object, const char *name, struct shown_property *property);
/* The name as the noun spells it; NULL: no object of it has one. */
const char *property_spelling(const struct noun *noun, const char *name);
/* A value of it as PowerShell prints it: True, not true. */
const char *property_spelled(const struct shown_property *property, const char *text);
/* Appends its values; of a list none to many, else none or one. */
void property_values(const struct shown_property *property, const xmlNode *object, struct word_list *values);

#endif
