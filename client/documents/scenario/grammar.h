/* SPDX-License-Identifier: MIT */
/* A RELAX NG grammar, and what it says about itself: which elements there are, and in words what a value must be (the
 * annotations a:documentation). Read-only once loaded. */
#ifndef FBLAB_SCENARIO_GRAMMAR_H
#define FBLAB_SCENARIO_GRAMMAR_H

#include "base/error.h"

#include <libxml/relaxng.h>
#include <libxml/tree.h>

struct grammar;

/* NULL: error names the file. The caller frees the schema. */
struct grammar *grammar_load(const char *path, struct error *error);
void grammar_free(struct grammar **grammar);

/* Borrowed. */
xmlRelaxNG *grammar_compiled(const struct grammar *grammar);
/* The namespace of the elements it declares. The caller frees it. */
char *grammar_namespace(const struct grammar *grammar);
/* The declaration of an element after `after` (NULL: the first), in the order of the schema; NULL: no more. Borrowed. */
const xmlNode *grammar_next_element(const struct grammar *grammar, const xmlNode *after);
/* The first declaration of that element; NULL: none. Borrowed. */
const xmlNode *grammar_element(const struct grammar *grammar, const char *name);
/* The same of one that stands in `parent`, which may be declared otherwise there; else the first. Borrowed. */
const xmlNode *grammar_element_in(const struct grammar *grammar, const char *parent, const char *name);
/* What the schema says in words about the value of a declared element or attribute; "" if nothing. The caller frees it. */
char *grammar_words(const struct grammar *grammar, const xmlNode *declaration);

#endif
