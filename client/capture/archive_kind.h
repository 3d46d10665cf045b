/* SPDX-License-Identifier: MIT */
/* How archives begin, and what libarchive is to try then. Private to the layer. */
#ifndef FBLAB_ARCHIVE_KIND_H
#define FBLAB_ARCHIVE_KIND_H

#include <stdbool.h>
#include <stddef.h>

struct archive;

struct archive_kind {
    const char *magic;
    unsigned char length, at;         /* of the magic; where it stands: */
    unsigned short far;               /* instead of `at`, beyond its reach */
    int (*support)(struct archive *); /* of libarchive */
    bool stream;                      /* compressed as a whole: a file, or an archive that is a stream itself */
    bool (*fits)(const char *head, size_t length);       /* what the magic leaves open; NULL: nothing */
    bool (*encrypted)(const char *bytes, size_t length); /* what libarchive does not tell; NULL: it does */
    bool alone;  /* libarchive takes libxml2 down with it, which other threads use */
    bool inside; /* unmistakable also behind other bytes */
};

/* NULL: it is none. `start`: where it begins, behind other bytes or a program. */
const struct archive_kind *archive_kind_of(const char *bytes, size_t length, size_t *start);
/* Is it a program, in which an archive may be? */
bool archive_kind_is_program(const char *head, size_t length);

bool rar5_is_encrypted(const char *bytes, size_t length);

#endif
