/* SPDX-License-Identifier: MIT */
/* A document against a schema: the first mistake as one sentence, with what would be right there. */
#ifndef FBLAB_SCENARIO_VALIDATE_H
#define FBLAB_SCENARIO_VALIDATE_H

#include "grammar.h"
#include "source.h"

#include <stdbool.h>

/* The document is changed while it is searched for what would be right, and is as before on return. */
bool grammar_check(const struct grammar *grammar, xmlDoc *document, const struct source_file *source,
                   struct error *error);

#endif
