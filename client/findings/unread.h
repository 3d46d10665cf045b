/* SPDX-License-Identifier: MIT */
/* What of an input was not read, and why: nobody is told that nothing was found in it. Bounded. */
#ifndef FBLAB_UNREAD_H
#define FBLAB_UNREAD_H

#include <jansson.h>
#include <stddef.h>

struct unread_part {
    char *name, *why; /* name: of the entry; NULL: the whole file */
};

struct unread {
    struct unread_part *parts; /* the first of them */
    size_t kept, count;        /* count: of all */
    size_t entries;            /* of containers, read or not */
};

/* `why` NULL: the entry was read. */
void unread_add(struct unread *unread, const char *name, const char *why);
void unread_clear(struct unread *unread);

/* [{"name": "logs.zip!a.png", "why"}]. `file` NULL: standard input. The caller owns the reference. */
json_t *unread_to_json(const struct unread *unread, const char *file);
/* One for each reason: "logs.zip: 2 of 5 entries were not read (a.png, b.png): this is ...". NULL: there is no such reason. The
 * caller frees it. */
char *unread_sentence(const struct unread *unread, const char *file, size_t reason);

#endif
