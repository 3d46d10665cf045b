/* SPDX-License-Identifier: MIT */
/* Strings looked for byte by byte: slower than compiled ones, but ready at once. */
#ifndef FBLAB_MATCHER_DIRECT_H
#define FBLAB_MATCHER_DIRECT_H

#include "matcher.h"

/* What is looked for; owns its strings. */
struct needles {
    char *letters_of_all; /* MATCHER_ANY_CASE: in lower case */
    const char **strings; /* parts of it, without a NUL */
    size_t *lengths;
    struct needle_index *index;
    size_t count;
    enum matcher_case letters;
};

struct needles needles_copy(const char *const *strings, const size_t *lengths, size_t count, enum matcher_case letters);
void needles_clear(struct needles *needles);

/* As matcher_scan(). Threads may share the needles. */
void direct_scan(const struct needles *needles, const char *text, size_t length, matcher_hit *hit, void *context);

#endif
