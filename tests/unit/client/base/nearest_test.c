/* SPDX-License-Identifier: MIT */
/* Which of our names somebody meant. */
#include "base/cleanup.h"
#include "base/nearest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct row {
    const char *name, *typed, *candidate;
    bool near;
    unsigned away;
};

static const struct row rows[] = {
    {"the same", "serve", "serve", true, 0},
    {"in another case", "SERVE", "serve", true, 0},
    {"the beginning of a name", "ser", "serve", true, 0},
    {"a letter too many", "servee", "serve", true, 1},
    {"two changed places in a long name", "organisaiton", "organisation", true, 1},
    {"two changed places in a short name", "jsno", "json", true, 1},
    {"another word", "brew", "serve", false, 0},
    {"nothing like it", "x", "serve", false, 0},
    {"a letter missing at the beginning", "erve", "serve", true, 1},
    {"two letters missing at the beginning", "rve", "serve", false, 0},
    {"a letter changed", "sarve", "serve", true, 1},
    {"a letter too few in the middle", "seve", "serve", true, 1},
    {"one letter of a longer name", "s", "serve", true, 0},
    {"places changed at the beginning", "esrve", "serve", true, 1},
    {"two mistakes in six letters", "servicxx", "services", true, 2},
    {"as long as may be", "serveserveserveserveserveserveserveserveserveserveserveserveserv",
     "serveserveserveserveserveserveserveserveserveserveserveserveserv", true, 0},
    {"a candidate too long", "serve", "serveserveserveserveserveserveserveserveserveserveserveserveserve", false, 0},
    {"too long to compare", "serveserveserveserveserveserveserveserveserveserveserveserveserve", "serve", false, 0},
};

static void finds(void **state)
{
    const struct row *const row = *state;
    unsigned away = nearest_limit(row->typed);

    assert_int_equal(nearer(row->typed, row->candidate, &away), row->near);
    if (row->near)
        assert_int_equal(away, row->away);
    assert_false(row->near && nearer(row->typed, row->candidate, &away)); /* an equal one does not take its place */
}

int main(void)
{
    struct CMUnitTest table[ARRAY_SIZE(rows)];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        table[i] =
            (struct CMUnitTest){.name = rows[i].name, .test_func = finds, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests_name("names", table, NULL, NULL);
}
