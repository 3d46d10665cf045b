/* SPDX-License-Identifier: MIT */
/* Regular expressions, in Perl's syntax; the only user of PCRE2. Read-only once compiled, so threads share them. Of the
 * target `pattern`: base itself needs no library. */
#ifndef FBLAB_PATTERN_H
#define FBLAB_PATTERN_H

#include "error.h"

#include <stddef.h>

struct pattern;

/* Anchored at both ends: it has to describe the whole text. NULL: error says where it is wrong, or
 * that it is too long. */
struct pattern *pattern_new(const char *expression, struct error *error);
/* To be found anywhere in a longer text; ^ and $ stand for the ends of lines. */
struct pattern *pattern_new_search(const char *expression, struct error *error);
/* The same in bytes, for expressions in ASCII that find much: each find takes time for itself, not for all that follows. */
struct pattern *pattern_new_bytes(const char *expression, struct error *error);
void pattern_free(struct pattern **pattern);

enum found { NOT_FOUND, FOUND, GAVE_UP };

/* The text need not be UTF-8. GAVE_UP: it takes more than a bounded number of steps; no expression can hold up the lab. */
enum found pattern_find(const struct pattern *pattern, const char *text, size_t length);

/* A part of a text. */
struct span {
    size_t start, end;
};

/* The next place at or behind `from` that fits: all of it, or, if the expression has groups, what the first that took part
 * holds. `next`: where to go on. */
enum found pattern_next(const struct pattern *pattern, const char *text, size_t length, size_t from, struct span *found,
                        size_t *next);

#endif
