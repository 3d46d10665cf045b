/* SPDX-License-Identifier: MIT */
/* Compiles literals for Vectorscan and reports where they stand. */
#include "matcher.h"
#include "base/cleanup.h"
#include "base/memory.h"

#include <hs/hs.h>
#include <stdlib.h>

struct matcher {
    hs_database_t *database;
    hs_scratch_t *scratch; /* the model of what each scan needs for itself */
};

static bool compile(struct matcher *matcher, const char *const *strings, const size_t *lengths, size_t count,
                    unsigned flag, struct error *error)
{
    unsigned *const flags = memory_array(count + 1, sizeof *flags), *const numbers =
                                                                        memory_array(count + 1, sizeof *numbers);
    hs_compile_error_t *complaint = NULL;
    hs_error_t status;

    for (size_t i = 0; i < count; i++) {
        flags[i] = flag;
        numbers[i] = (unsigned)i;
    }
    status = hs_compile_lit_multi(strings, flags, numbers, lengths, (unsigned)count, HS_MODE_BLOCK, NULL,
                                  &matcher->database, &complaint);
    free(flags);
    free(numbers);
    if (status == HS_SUCCESS && hs_alloc_scratch(matcher->database, &matcher->scratch) == HS_SUCCESS)
        return true;
    error_set(error, "the phrases cannot be compiled: %s", complaint ? complaint->message : "no memory");
    hs_free_compile_error(complaint);
    return false;
}

struct matcher *matcher_new(const char *const *strings, const size_t *lengths, size_t count, enum matcher_case letters,
                            struct error *error)
{
    CLEANUP(matcher_free) struct matcher *matcher = memory_new(sizeof *matcher);

    /* Vectorscan compiles no empty list. */
    if (count > 0 &&
        !compile(matcher, strings, lengths, count, letters == MATCHER_ANY_CASE ? HS_FLAG_CASELESS : 0, error))
        return NULL;
    return TAKE(matcher);
}

void matcher_free(struct matcher **matcher)
{
    struct matcher *const old = *matcher;

    if (!old)
        return;
    hs_free_scratch(old->scratch);
    hs_free_database(old->database);
    free(old);
    *matcher = NULL;
}

struct scan {
    matcher_hit *hit;
    void *context;
};

static int pass_on(unsigned number, unsigned long long start, unsigned long long end, unsigned flags, void *context)
{
    const struct scan *const scan = context;

    (void)start;
    (void)flags;
    scan->hit(scan->context, number, (size_t)end);
    return 0;
}

struct matcher_room {
    hs_scratch_t *scratch; /* NULL: there is nothing to look for */
};

struct matcher_room *matcher_room_new(const struct matcher *matcher)
{
    struct matcher_room *const room = memory_new(sizeof *room);

    if (matcher->database && hs_clone_scratch(matcher->scratch, &room->scratch) != HS_SUCCESS)
        memory_end();
    return room;
}

void matcher_room_free(struct matcher_room **room)
{
    if (*room)
        hs_free_scratch((*room)->scratch);
    free(*room);
    *room = NULL;
}

void matcher_scan(const struct matcher *matcher, struct matcher_room *room, const char *text, size_t length,
                  matcher_hit *hit, void *context)
{
    CLEANUP(matcher_room_free) struct matcher_room *own = room ? NULL : matcher_room_new(matcher);
    struct scan scan = {hit, context};

    if (matcher->database)
        hs_scan(matcher->database, text, (unsigned)length, 0, (room ? room : own)->scratch, pass_on, &scan);
}
