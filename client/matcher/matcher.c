/* SPDX-License-Identifier: MIT */
/* Looks directly until so much has been read that compiling would have paid, and compiles then. */
#include "matcher.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "database.h"
#include "direct.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>

/* Measured on 2026-11-29 with the phrases of the catalogue: compiling takes as long as reading 2 to 3 MB directly. A text that
 * is read whole has no more than this. */
enum { DIRECT_BYTES = 1 << 20 };

struct matcher {
    struct needles needles;
    atomic_size_t read; /* bytes, directly */
    atomic_bool compiling;
    _Atomic(struct database *) database; /* NULL: not yet */
};

struct matcher_room {
    hs_scratch_t *scratch; /* NULL: not needed yet */
};

struct matcher *matcher_new(const char *const *strings, const size_t *lengths, size_t count, enum matcher_case letters,
                            struct error *error)
{
    struct matcher *matcher;

    for (size_t i = 0; i < count; i++)
        if (lengths[i] == 0) {
            error_set(error, "phrase %zu of %zu is empty, and would be found everywhere", i + 1, count);
            return NULL;
        }
    matcher = memory_new(sizeof *matcher);
    matcher->needles = needles_copy(strings, lengths, count, letters);
    return matcher;
}

void matcher_free(struct matcher **matcher)
{
    struct matcher *const old = *matcher;

    if (!old)
        return;
    database_free(atomic_load(&old->database));
    needles_clear(&old->needles);
    free(old);
    *matcher = NULL;
}

struct matcher_room *matcher_room_new(void)
{
    return memory_new(sizeof(struct matcher_room));
}

void matcher_room_free(struct matcher_room **room)
{
    if (*room)
        hs_free_scratch((*room)->scratch);
    free(*room);
    *room = NULL;
}

/* By one thread, while the others go on as they did. */
static const struct database *compile(struct matcher *matcher)
{
    struct database *database;

    if (atomic_exchange(&matcher->compiling, true))
        return NULL;
    database = database_new(&matcher->needles);
    atomic_store_explicit(&matcher->database, database, memory_order_release);
    return database;
}

/* NULL: it does not pay yet. */
static const struct database *database_for(struct matcher *matcher, size_t length)
{
    const struct database *const database = atomic_load_explicit(&matcher->database, memory_order_acquire);

    if (database || atomic_fetch_add(&matcher->read, length) + length <= DIRECT_BYTES)
        return database;
    return compile(matcher);
}

static void scan_by(const struct database *database, struct matcher_room *room, const char *text, size_t length,
                    matcher_hit *hit, void *context)
{
    CLEANUP(matcher_room_free) struct matcher_room *own = room ? NULL : matcher_room_new();
    struct matcher_room *const used = room ? room : own;

    if (!used->scratch)
        used->scratch = database_scratch(database);
    database_scan(database, used->scratch, text, length, hit, context);
}

void matcher_scan(struct matcher *matcher, struct matcher_room *room, const char *text, size_t length, matcher_hit *hit,
                  void *context)
{
    const struct database *database;

    if (matcher->needles.count == 0 || length == 0)
        return;
    database = database_for(matcher, length);
    if (database)
        scan_by(database, room, text, length, hit, context);
    else
        direct_scan(&matcher->needles, text, length, hit, context);
}
