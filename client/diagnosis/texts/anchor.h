/* SPDX-License-Identifier: MIT */
/* The words of a phrase that a plain search should look for. Pure. */
#ifndef FBLAB_ANCHOR_H
#define FBLAB_ANCHOR_H

#include "diagnosis/letters/plain.h"

#include <stdbool.h>

/* Bytes of an anchor, at least. */
#define ANCHOR_SHORTEST 4

/* A part of a phrase, as written and plain. Borrows both. */
struct anchor_source {
    const char *text;
    const struct plain *plain;
};

/* The longest run of at most three words that stand beside each other; NULL: it has no word of six letters, and no number of
 * four digits. The caller frees it. */
char *anchor_of(const struct anchor_source *source);

#endif
