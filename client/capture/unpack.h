/* SPDX-License-Identifier: MIT */
/* Archives and compressed files in memory; the only user of libarchive. */
#ifndef FBLAB_UNPACK_H
#define FBLAB_UNPACK_H

#include "base/error.h"

#include <stddef.h>

/* What an archive may unpack to, all in all: logs shrink to a twentieth, what unpacks to much more is a bomb. */
#define UNPACK_RATIO 200
#define UNPACK_FREE (64ULL << 20) /* bytes that need no such proof */

/* Called with pieces of an entry, last with length 0 at its end. A file that is only compressed (gzip) has one entry, whose
 * name is empty. false: no more of this entry is wanted. */
struct archive_reader {
    bool (*piece)(void *context, const char *name, const char *bytes, size_t length);
    void *context;
    /* An entry that cannot be read, perhaps after some pieces of it; the others are read all the same. NULL: passed over. */
    void (*refused)(void *context, const char *name, const char *why);
    unsigned long long
        *budget; /* bytes that may still be unpacked, here and in what is inside; NULL: by this archive's size */
};

/* By its first bytes; also a program, which may unpack itself. */
bool archive_is(const char *head, size_t length);
/* Behind other bytes. */
bool archive_is_behind(const char *head, size_t length);
/* Its reader may run only where nobody else uses libxml2: in a process of its own. */
bool archive_is_alone(const char *head, size_t length);
/* What archives of that size may unpack to. */
unsigned long long archive_budget(size_t length);
/* Every file of it, in order. false: error says what is wrong; what came before was given all the same. */
bool archive_each(const char *bytes, size_t length, const struct archive_reader *reader, struct error *error);
/* One compressed stream, at most `limit` bytes of it; NULL: it is none. The caller frees it. */
char *archive_unpack(const char *bytes, size_t length, size_t limit, size_t *unpacked);

#endif
