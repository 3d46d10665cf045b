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

void matcher_scan(const struct matcher *matcher, const char *text, size_t length, matcher_hit *hit, void *context)
{
    struct scan scan = {hit, context};
    hs_scratch_t *scratch = NULL;

    if (!matcher->database)
        return;
    if (hs_clone_scratch(matcher->scratch, &scratch) != HS_SUCCESS)
        memory_end();
    hs_scan(matcher->database, text, (unsigned)length, 0, scratch, pass_on, &scan);
    hs_free_scratch(scratch);
}
