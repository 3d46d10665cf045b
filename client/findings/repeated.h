/* SPDX-License-Identifier: MIT */
/* What the last line of a log said, so that one that says the same is counted without being classified again. */
#ifndef FBLAB_REPEATED_H
#define FBLAB_REPEATED_H

#include "intake/common/item.h"

#define REPEATED_ROWS 16

struct repeated {
    char *text; /* of the item; NULL: nothing is remembered */
    size_t length;
    int status; /* of its look-up; 0: it had none */
    enum hop step;
    size_t rows[REPEATED_ROWS]; /* failures that were named, as places in the tally's list; the first is the best */
    size_t count;
};

/* Does it say what is remembered? */
bool repeated_is(const struct repeated *repeated, const struct item *item);
/* Remembers the item, if it is of a kind that comes again: one line with no more than a status. */
void repeated_begin(struct repeated *repeated, const struct item *item);
void repeated_add(struct repeated *repeated, size_t row);
void repeated_clear(struct repeated *repeated);

#endif
