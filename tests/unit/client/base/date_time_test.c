/* SPDX-License-Identifier: MIT */
/* Dates with times of day, as they are usually written and as they may be. */
#include "base/date_time.h"

#include "base/cleanup.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct row {
    const char *name, *text;
    bool right, has_offset;
    int64_t seconds;
};

static const struct row rows[] = {
    {"in UTC", "2026-11-22T09:15:01Z", true, true, 1795338901},
    {"without a zone", "2026-11-22T09:15:01", true, false, 1795338901},
    {"with a fraction", "2026-11-22T09:15:01.1234567Z", true, true, 1795338901},
    {"east", "2026-11-22T10:15:01+01:00", true, true, 1795338901},
    {"west", "2026-11-22T04:15:01-05:00", true, true, 1795338901},
    {"a month of one digit", "2026-9-02T09:15:01Z", true, true, 1788340501},
    {"a leap day", "2024-02-29T00:00:00Z", true, true, 1709164800},
    {"no leap year", "2023-02-29T00:00:00Z", false, false, 0},
    {"a day too many", "2026-11-31T00:00:00Z", false, false, 0},
    {"the thirteenth month", "2026-13-01T00:00:00Z", false, false, 0},
    {"the twenty-fifth hour", "2026-11-22T25:00:00Z", false, false, 0},
    {"a blank for the T", "2026-11-22 09:15:01", false, false, 0},
    {"cut off", "2026-11-22T09:15", false, false, 0},
    {"something behind", "2026-11-22T09:15:01x", false, false, 0},
    {"long ago", "1899-01-01T00:00:00Z", false, false, 0},
    {"nothing", "", false, false, 0},
    {"no text", NULL, false, false, 0},
};

static void parses(void **state)
{
    const struct row *const row = *state;
    struct date_time parsed = {0};

    assert_int_equal(date_time_parse(row->text, &parsed), row->right);
    if (!row->right)
        return;
    assert_int_equal(parsed.seconds, row->seconds);
    assert_int_equal(parsed.has_offset, row->has_offset);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows)];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = parses, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
