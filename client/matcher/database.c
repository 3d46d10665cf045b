/* SPDX-License-Identifier: MIT */
/* Compiles literals for Vectorscan and reports where they stand. */
#include "database.h"

#include "base/memory.h"

#include <stdlib.h>

struct database {
    hs_database_t *compiled;
    hs_scratch_t *scratch; /* the model of what each scan needs for itself */
};

/* Literals of one byte or more are refused for want of memory only. */
static hs_database_t *compile(const struct needles *needles)
{
    unsigned *const flags = memory_array(needles->count, sizeof *flags), *const numbers = memory_array(needles->count,
                                                                                                       sizeof *numbers);
    hs_database_t *compiled = NULL;
    hs_compile_error_t *complaint = NULL;

    for (size_t i = 0; i < needles->count; i++) {
        flags[i] = needles->letters == MATCHER_ANY_CASE ? HS_FLAG_CASELESS : 0;
        numbers[i] = (unsigned)i;
    }
    if (hs_compile_lit_multi(needles->strings, flags, numbers, needles->lengths, (unsigned)needles->count,
                             HS_MODE_BLOCK, NULL, &compiled, &complaint) != HS_SUCCESS)
        memory_end();
    free(flags);
    free(numbers);
    return compiled;
}

struct database *database_new(const struct needles *needles)
{
    struct database *const database = memory_new(sizeof *database);

    database->compiled = compile(needles);
    if (hs_alloc_scratch(database->compiled, &database->scratch) != HS_SUCCESS)
        memory_end();
    return database;
}

void database_free(struct database *database)
{
    if (!database)
        return;
    hs_free_scratch(database->scratch);
    hs_free_database(database->compiled);
    free(database);
}

hs_scratch_t *database_scratch(const struct database *database)
{
    hs_scratch_t *scratch = NULL;

    if (hs_clone_scratch(database->scratch, &scratch) != HS_SUCCESS)
        memory_end();
    return scratch;
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

void database_scan(const struct database *database, hs_scratch_t *scratch, const char *text, size_t length,
                   matcher_hit *hit, void *context)
{
    struct scan scan = {hit, context};

    hs_scan(database->compiled, text, (unsigned)length, 0, scratch, pass_on, &scan);
}
