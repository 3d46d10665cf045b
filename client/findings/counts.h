/* SPDX-License-Identifier: MIT */
/* Names, how often each was met, and when. */
#ifndef FBLAB_COUNTS_H
#define FBLAB_COUNTS_H

#include "base/string_index.h"
#include "seen_time.h"

#include <stddef.h>

#define COUNTS_LIMIT 10000    /* further names are counted as "others" */
#define COUNTS_NAME_BYTES 256 /* of a name; what is longer is cut */

struct count {
    char *name, *title; /* owned; title may be NULL */
    size_t count;
    struct seen_time first, last;
};

struct counts {
    struct count *items;
    size_t count;
    struct string_index places; /* of items, by name */
    size_t last;                /* met last: logs repeat themselves */
};

enum counts_order { COUNTS_MOST_FIRST, COUNTS_BY_NAME };

/* Copies name and title. */
void counts_add(struct counts *counts, const struct count *more);
void counts_clear(struct counts *counts);
/* A copy in that order, which the caller clears. */
struct counts counts_sorted(const struct counts *counts, enum counts_order order);

#endif
