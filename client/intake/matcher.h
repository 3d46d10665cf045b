/* SPDX-License-Identifier: MIT */
/* Finds many literals in one pass; the only user of Hyperscan's interface (Vectorscan). Case of ASCII letters does not
 * matter; a blank in a literal stands for any run of blanks, line ends, no-break spaces and '+' (a blank in IIS logs). */
#ifndef FBLAB_MATCHER_H
#define FBLAB_MATCHER_H

#include "error.h"

#include <stdbool.h>
#include <stddef.h>

/* Compiled. Read-only afterwards: threads may share it. */
struct matcher;
/* Copies the literals: lower case, words separated by single blanks. NULL: error says why. */
struct matcher *matcher_new(const char *const *literals, size_t count, struct error *error);
void matcher_free(struct matcher **matcher);

/* What a thread needs to scan with it. Borrows the matcher. */
struct scanner;
struct scanner *scanner_new(const struct matcher *matcher);
void scanner_free(struct scanner **scanner);

/* Where literals were found: offsets of bytes inside them, ascending. Owned by the caller, reused from scan to scan. */
struct hits {
    size_t *items;
    size_t count, capacity;
};

void scanner_scan(struct scanner *scanner, const char *text, size_t length, struct hits *hits);
void hits_clear(struct hits *hits);

#endif
