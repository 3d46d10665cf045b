/* SPDX-License-Identifier: MIT */
/* Properties that no document holds: Exchange makes them of others, or all healthy organisations have the same. */
#ifndef FBLAB_SHELL_DERIVED_H
#define FBLAB_SHELL_DERIVED_H

#include "shell/language/word_list.h"
#include "vocabulary/nouns.h"

#include <libxml/tree.h>
#include <stdbool.h>

struct derived_property;

/* What is asked: of which object, and for which row. */
struct derivation {
    const struct derived_property *row;
    const struct noun *noun;
    const xmlNode *object;
};

struct derived_property {
    const char *noun; /* NULL: every object that the directory holds */
    const char *name;
    const char *type;
    /* Appends the values. */
    void (*derive)(const struct derivation *derivation, struct word_list *values);
    const char *argument; /* what it makes of it, each on its own */
    bool list;
    unsigned at; /* AT(...); 0: everywhere */
};

/* The index-th of all rows; NULL: there are no more. */
const struct derived_property *derived_property(size_t index);
/* Has some object of the noun this property, and has this one? */
bool derived_belongs(const struct derived_property *row, const struct noun *noun);
bool derived_fits(const struct derived_property *row, const struct noun *noun, const xmlNode *object);

/* Lists of rows, a file each; the last has no name. */
extern const struct derived_property derived_directory[], derived_recipients[], derived_organizations[],
    derived_servers[], derived_trusts[];

/* What rows are made with: a text, another property, nothing, a property unless it is empty. */
void derive_text(const struct derivation *derivation, struct word_list *values);
void derive_copy(const struct derivation *derivation, struct word_list *values);
void derive_nothing(const struct derivation *derivation, struct word_list *values);
void derive_guid(const struct derivation *derivation, struct word_list *values);

#define DERIVED(kind, way, what) .type = (kind), .derive = (way), .argument = (what)
#define CONSTANT(kind, text) DERIVED(kind, derive_text, text)
#define COPY(kind, property) DERIVED(kind, derive_copy, property)
#define NOTHING(kind) DERIVED(kind, derive_nothing, NULL)

#endif
