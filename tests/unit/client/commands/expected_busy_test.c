/* SPDX-License-Identifier: MIT */
/* The busy time that must be found, and the days that are asked for around it. */
#include "base/cleanup.h"
#include "fbcheck_commands/expected_busy.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct row {
    const char *name, *text;
    const char *start, *end, *from, *until; /* start NULL: it is refused */
} rows[] = {
    {"to the minute", "2026-01-05T09:00/2026-01-05T10:00", "2026-01-05T09:00:00", "2026-01-05T10:00:00",
     "2026-01-04T00:00:00", "2026-01-07T00:00:00"},
    {"to the second", "2026-01-05T09:00:01/2026-01-05T09:00:02", "2026-01-05T09:00:01", "2026-01-05T09:00:02",
     "2026-01-04T00:00:00", "2026-01-07T00:00:00"},
    {"over the end of a year", "2025-12-31T23:00/2026-01-02T00:00", "2025-12-31T23:00:00", "2026-01-02T00:00:00",
     "2025-12-30T00:00:00", "2026-01-04T00:00:00"},
    {"no time at all", "", NULL, NULL, NULL, NULL},
    {"no end", "2026-01-05T09:00", NULL, NULL, NULL, NULL},
    {"an empty end", "2026-01-05T09:00/", NULL, NULL, NULL, NULL},
    {"an empty start", "/2026-01-05T09:00", NULL, NULL, NULL, NULL},
    {"a start that is none", "x/2026-01-05T09:00", NULL, NULL, NULL, NULL},
    {"an end that is none", "2026-01-05T09:00/2026-01-05T9:00", NULL, NULL, NULL, NULL},
    {"it ends as it begins", "2026-01-05T09:00/2026-01-05T09:00", NULL, NULL, NULL, NULL},
    {"it ends before it begins", "2026-01-05T09:01/2026-01-05T09:00", NULL, NULL, NULL, NULL},
};

static void is_read_or_refused(void **state)
{
    const struct row *row = *state;
    struct expected_busy expected;
    struct error error = {""}, refusal = {""};

    error_set(&refusal, "--expect-busy must be START/END in UTC, as 2026-01-05T09:00/2026-01-05T10:00, not \"%s\"",
              row->text);
    assert_int_equal(expected_busy_read(row->text, &expected, &error), row->start != NULL);
    assert_string_equal(error.text, row->start ? "" : refusal.text);
    if (!row->start)
        return;
    assert_string_equal(expected.start, row->start);
    assert_string_equal(expected.end, row->end);
    assert_string_equal(expected.from, row->from);
    assert_string_equal(expected.until, row->until);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows)];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = is_read_or_refused, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests_name("expected busy time", tests, NULL, NULL);
}
