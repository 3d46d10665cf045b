/* SPDX-License-Identifier: MIT */
/* An entry as the journal keeps it: one block of memory. Counted references; the counter is the journal's to guard. */
#ifndef FBLAB_RECORD_H
#define FBLAB_RECORD_H

#include "journal.h"

#include <stdbool.h>

struct journal_record {
    struct journal_record *next;
    unsigned holders;
    bool shortened;
    uint64_t sequence;          /* counts from 1 */
    int64_t milliseconds;       /* since 1970 */
    size_t size;                /* of this block */
    struct journal_entry entry; /* its strings are in `text` */
    char text[];
};

/* A copy in at most `limit` bytes, each string shortened if it must be. NULL: that is too little for any entry. Takes `spare`,
 * a record that nobody needs any more (NULL: none), and uses its memory again if it fits. */
struct journal_record *record_new(const struct journal_entry *entry, size_t limit, struct journal_record *spare);
json_t *record_to_json(const struct journal_record *record);

#endif
