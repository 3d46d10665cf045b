/* SPDX-License-Identifier: MIT */
/* The schema of the organisation document (RELAX NG), as the nouns have it: scenarios/organizations.rng is its text. */
#ifndef FBLAB_VOCABULARY_SCHEMA_H
#define FBLAB_VOCABULARY_SCHEMA_H

#include <stdio.h>

void vocabulary_schema_write(FILE *output);

#endif
