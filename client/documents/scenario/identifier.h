/* SPDX-License-Identifier: MIT */
/* Ids as people write them: "6" is "06", case does not matter. Pure. */
#ifndef FBLAB_SCENARIO_IDENTIFIER_H
#define FBLAB_SCENARIO_IDENTIFIER_H

#include <stddef.h>

/* Order of the catalogue: numbers by value, "24" before "24b", names after all numbers. 0: the same id. */
int identifier_compare(const char *one, const char *other);
/* How many characters would have to be changed, added or left out. Long ids are cut. */
size_t identifier_distance(const char *one, const char *other);

#endif
