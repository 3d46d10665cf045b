/* SPDX-License-Identifier: MIT */
/* THE table of what can be got, set, made and removed: nouns and their parameters. Grammar, completion, help, manual and
 * scenarios/organizations.rng come from it; what a cmdlet does besides setting properties is in sim/shell/cmdlets. */
#ifndef FBLAB_NOUNS_H
#define FBLAB_NOUNS_H

#include "noun.h"

#include <stdbool.h>
#include <stddef.h>

/* The index-th noun of all; NULL: there are no more. */
const struct noun *noun_at(size_t index);
/* Case ignored. NULL: no such noun. */
const struct noun *noun_find(const char *name);
const char *noun_element(const struct noun *noun);
/* A noun of the lab ("LabFirewall") may be used at every place. */
bool noun_is_of_lab(const struct noun *noun);
bool noun_stands_in(const struct noun *noun, const char *scope);
/* The index-th place where its objects stand; NULL: there are no more. */
const char *noun_scope(const struct noun *noun, size_t index);
const struct parameter *noun_identity(const struct noun *noun);
/* What the next cmdlet behind a pipe gets of an object. */
const struct parameter *noun_piped(const struct noun *noun);
/* Case ignored; noun->count: no such parameter. */
size_t noun_parameter(const struct noun *noun, const char *name);
/* The same, of those that may be shown. */
size_t noun_readable(const struct noun *noun, const char *name);
/* Properties first, then directives. NULL: there are no more. */
const struct parameter *noun_argument(const struct noun *noun, size_t index);

/* As what its value is typed: a flag may be given as a switch. */
enum parameter_type parameter_typed(const struct parameter *parameter);

/* What every cmdlet takes besides. NULL: there are no more. */
const struct parameter *common_parameter(size_t index);

#endif
