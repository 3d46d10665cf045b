/* SPDX-License-Identifier: MIT */
/* Times of logs: what is read from them, in which zone, and what is none. */
#include "intake/requests/log_time.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct row {
    const char *name, *date, *time;
    bool utc;
    const char *text; /* NULL: it is no time */
    int64_t seconds;
};

static const struct row rows[] = {
    {"IIS", "2024-03-01", "08:15:02", true, "2024-03-01T08:15:02Z", 1709280902},
    {"ISO 8601", "", "2024-03-01T08:15:02.001Z", false, "2024-03-01T08:15:02.001Z", 1709280902},
    {"ISO 8601 with a zone", "", "2024-03-01T09:15:02+01:00", false, "2024-03-01T09:15:02+01:00", 1709280902},
    {"common log format", "", "[01/Mar/2024:08:15:02 +0000]", false, "2024-03-01T08:15:02Z", 1709280902},
    {"common log format, west", "", "[29/Feb/2024:23:15:02 -0900]", false, "2024-02-29T23:15:02-09:00", 1709280902},
    {"HAProxy", "", "[01/Mar/2024:08:15:02.123]", false, "2024-03-01T08:15:02.123", 1709280902},
    {"syslog", "", "Mar  1 08:15:02 lb01", false, "Mar  1 08:15:02 ", 5127302},
    {"a blank between", "", "2024-03-01 08:15:02 10.0.0.5", false, "2024-03-01T08:15:02", 1709280902},
    {"the last day of a year", "2023-12-31", "23:59:59", true, "2023-12-31T23:59:59Z", 1704067199},
    {"no day", "", "08:15:02", true, NULL, 0},
    {"no time", "2024-03-01", "-", true, NULL, 0},
    {"no month", "2024-13-01", "08:15:02", true, NULL, 0},
    {"cut off", "", "2024-03-01T08:15", false, NULL, 0},
    {"an address", "", "203.0.113.9", false, NULL, 0},
    {"nothing", "", "", false, NULL, 0},
};

static struct slice slice_of(const char *text)
{
    return (struct slice){text, strlen(text)};
}

static void reads(void **state)
{
    const struct row *const row = *state;
    struct log_time time;

    assert_int_equal(log_time_read(&time, slice_of(row->date), slice_of(row->time), row->utc), row->text != NULL);
    assert_int_equal(time.known, row->text != NULL);
    if (!row->text)
        return;
    assert_string_equal(time.text, row->text);
    assert_int_equal(time.seconds, row->seconds);
}

int main(void)
{
    struct CMUnitTest tests[sizeof rows / sizeof *rows];

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        tests[i] =
            (struct CMUnitTest){.name = rows[i].name, .test_func = reads, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests_name("log_time", tests, NULL, NULL);
}
