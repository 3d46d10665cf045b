/* SPDX-License-Identifier: MIT */
/* Regular expressions; the only user of PCRE2. Read-only once compiled. */
#ifndef FBLAB_PATTERN_H
#define FBLAB_PATTERN_H

#include "error.h"

#include <stddef.h>

struct pattern;

/* Perl's syntax, anchored at both ends: it has to describe the whole text. NULL: error says where it is wrong. */
struct pattern *pattern_new(const char *expression, struct error *error);
void pattern_free(struct pattern **pattern);
/* A text that takes more than a bounded number of steps does not match: no expression can hold up the lab. */
bool pattern_matches(const struct pattern *pattern, const char *text);

#endif
