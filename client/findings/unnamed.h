/* SPDX-License-Identifier: MIT */
/* Answers in logs that no documented failure explains: told in words, so that nobody takes silence for health. Bounded. */
#ifndef FBLAB_UNNAMED_H
#define FBLAB_UNNAMED_H

#include "intake/common/item.h"

#include <jansson.h>

#define UNNAMED_LIMIT 64 /* different statuses */

struct unnamed_status {
    int status; /* of HTTP, or from 600 on a device's own number */
    size_t count;
    char *where, *last; /* file:line */
};

struct unnamed {
    struct unnamed_status items[UNNAMED_LIMIT];
    size_t count;
};

/* Of an item that is a look-up that ended with no more than a status; 0: it is none. */
int unnamed_status_of(const struct item *item);
/* In words; "": there are none. */
const char *unnamed_says(int status);

/* One more, unless the item tells of no status. `file` as in spot_where(). */
void unnamed_add(struct unnamed *unnamed, const char *file, const struct item *item);
void unnamed_clear(struct unnamed *unnamed);

/* [{"status", "count", "where", "last", "says"}]. The caller owns the reference. */
json_t *unnamed_to_json(const struct unnamed *unnamed);
/* "x.log:3: status 502 (bad gateway: ...), 4 times, last at x.log:9; no documented failure". NULL: there is no such status. The
 * caller frees it. */
char *unnamed_sentence(const struct unnamed *unnamed, size_t index);

#endif
