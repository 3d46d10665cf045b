/* SPDX-License-Identifier: MIT */
/* Literals of several words in a text, in one pass. Case of ASCII letters does not matter; a blank in a literal stands for
 * any run of bytes that are no ASCII letters or digits: blanks, line ends, quotation marks, the '+' of IIS logs. */
#ifndef FBLAB_LITERALS_H
#define FBLAB_LITERALS_H

#include "base/error.h"

#include <stddef.h>

/* Compiled. Read-only afterwards: threads may share it. */
struct literals;
/* Copies them: lower case, words separated by single blanks. The last `requests` of them are no words of failures: they stand
 * where a request may be told of. NULL: error says why. */
struct literals *literals_new(const char *const *texts, size_t count, size_t requests, struct error *error);
void literals_free(struct literals **literals);

/* Where they were found: offsets of bytes inside them, ascending. Owned by the caller, reused from scan to scan. */
struct hits {
    size_t *items;
    bool *words; /* of each: words of failures; otherwise there may be a request */
    size_t count, capacity;
};

void literals_scan(const struct literals *literals, const char *text, size_t length, struct hits *hits);
void hits_clear(struct hits *hits);

#endif
