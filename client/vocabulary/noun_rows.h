/* SPDX-License-Identifier: MIT */
/* What files that hold rows of nouns write them with. A list of nouns ends with one that has no name. */
#ifndef FBLAB_NOUN_ROWS_H
#define FBLAB_NOUN_ROWS_H

#include "base/cleanup.h"
#include "noun.h"

#define EXCHANGE (AT(ONPREM) | AT(EXO) | AT(MESH) | AT(DOMINO))
#define DIRECTIVES(rows) .directives = (rows), .directive_count = ARRAY_SIZE(rows)
#define PARAMETERS(rows) .parameters = (rows), .count = ARRAY_SIZE(rows)
/* A table of this file: its name here, its name in the schema, its words. */
#define TERMS(id, name, ...)                                                                                           \
    static const struct term id##_terms[] = {__VA_ARGS__};                                                             \
    static const struct terms id = {name, id##_terms, ARRAY_SIZE(id##_terms)};

#endif
