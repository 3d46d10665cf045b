/* SPDX-License-Identifier: MIT */
/* What the last lines of a log said, so that one that says the same is counted without being classified again. */
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

#define REPEATED_KEPT 16

struct repeated_items {
    struct repeated items[REPEATED_KEPT]; /* in turn */
    struct repeated none;                 /* stands for an item that does not come again */
    size_t next;
};

/* NULL: none that is remembered says what the item says. */
const struct repeated *repeated_find(const struct repeated_items *repeated, const struct item *item);
/* In place of the one that was remembered first, if the item is of a kind that comes again: one line with no more than a
 * status. Borrowed, until it is cleared or another takes its place. */
struct repeated *repeated_begin(struct repeated_items *repeated, const struct item *item);
void repeated_add(struct repeated *repeated, size_t row);
void repeated_clear(struct repeated *repeated);
void repeated_clear_all(struct repeated_items *repeated);

#endif
