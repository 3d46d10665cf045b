/* SPDX-License-Identifier: MIT */
#include "base/cleanup.h"
#include "base/date_time.h"
#include "base/text.h"
#include "base/time_zone.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* The same instant on the clock of the zone. */
static const struct conversion {
    const char *zone, *utc, *local;
} conversions[] = {
    {"UTC", "2026-01-05T09:00:00", "2026-01-05T09:00:00"},
    {"Greenwich Standard Time", "2026-07-05T09:00:00", "2026-07-05T09:00:00"},
    {"GMT Standard Time", "2026-01-05T09:00:00", "2026-01-05T09:00:00"},
    {"GMT Standard Time", "2026-07-05T09:00:00", "2026-07-05T10:00:00"},
    {"W. Europe Standard Time", "2026-03-29T00:59:59", "2026-03-29T01:59:59"},
    {"W. Europe Standard Time", "2026-03-29T01:00:00", "2026-03-29T03:00:00"},
    {"W. Europe Standard Time", "2026-10-24T23:59:59", "2026-10-25T01:59:59"},
    {"W. Europe Standard Time", "2026-10-25T01:30:00", "2026-10-25T02:30:00"}, /* the second time */
    {"W. Europe Standard Time", "2026-10-25T02:00:00", "2026-10-25T03:00:00"},
    {"Eastern Standard Time", "2026-03-08T06:59:59", "2026-03-08T01:59:59"},
    {"Eastern Standard Time", "2026-03-08T07:00:00", "2026-03-08T03:00:00"},
    {"Eastern Standard Time", "2026-11-01T06:30:00", "2026-11-01T01:30:00"},
    {"Pacific Standard Time", "2026-01-01T07:00:00", "2025-12-31T23:00:00"},
    {"Newfoundland Standard Time", "2026-01-05T12:00:00", "2026-01-05T08:30:00"},
    {"India Standard Time", "2026-01-05T12:00:00", "2026-01-05T17:30:00"},
    {"Tokyo Standard Time", "2026-01-05T18:00:00", "2026-01-06T03:00:00"},
    {"AUS Eastern Standard Time", "2026-01-05T00:00:00", "2026-01-05T11:00:00"},
    {"AUS Eastern Standard Time", "2026-07-05T00:00:00", "2026-07-05T10:00:00"},
    {"AUS Eastern Standard Time", "2026-04-04T14:59:59", "2026-04-05T01:59:59"},
    {"New Zealand Standard Time", "2026-09-26T14:00:00", "2026-09-27T03:00:00"},
    {"Israel Standard Time", "2026-03-26T23:59:59", "2026-03-27T01:59:59"},
    {"Israel Standard Time", "2026-03-27T00:00:00", "2026-03-27T03:00:00"},
    {"Egypt Standard Time", "2026-04-23T22:00:00", "2026-04-24T01:00:00"},
    {"Easter Island Standard Time", "2026-04-05T04:00:00", "2026-04-04T22:00:00"},
    {"Lord Howe Standard Time", "2026-01-05T00:00:00", "2026-01-05T11:00:00"},
    {"Lord Howe Standard Time", "2026-07-05T00:00:00", "2026-07-05T10:30:00"},
    {"Chatham Islands Standard Time", "2026-09-26T14:00:00", "2026-09-27T03:45:00"},
    {"Greenland Standard Time", "2026-03-29T01:00:00", "2026-03-29T00:00:00"},
    {"Cuba Standard Time", "2026-03-08T05:00:00", "2026-03-08T01:00:00"},
    {"Line Islands Standard Time", "2026-01-05T12:00:00", "2026-01-06T02:00:00"},
};

static int64_t seconds_of(const char *text)
{
    struct date_time parsed;

    assert_true(date_time_parse(text, &parsed));
    return parsed.seconds;
}

static void converts(void **state)
{
    const struct conversion *row = *state;
    const struct time_zone *zone = time_zone_find(row->zone);
    char text[32];

    assert_non_null(zone);
    assert_string_equal(date_time_format(time_zone_to_local(zone, seconds_of(row->utc)), text), row->local);
    assert_string_equal(date_time_format(time_zone_to_utc(zone, seconds_of(row->local)), text), row->utc);
}

static void parses_date_times(void **state)
{
    static const struct {
        const char *text;
        bool good, offset;
        const char *utc;
    } rows[] = {
        {"2026-01-05T09:00:00", true, false, "2026-01-05T09:00:00"},
        {"2026-01-05T09:00:00Z", true, true, "2026-01-05T09:00:00"},
        {"2026-01-05T09:00:00.123Z", true, true, "2026-01-05T09:00:00"},
        {"2026-01-05T09:00:00+02:00", true, true, "2026-01-05T07:00:00"},
        {"2026-01-05T09:00:00.5-05:30", true, true, "2026-01-05T14:30:00"},
        {"2024-02-29T00:00:00", true, false, "2024-02-29T00:00:00"},
        {"2026-02-29T00:00:00", false, false, ""},
        {"2026-01-05", false, false, ""},
        {"2026-01-05T09:00:00+99:00", false, false, ""},
        {"2026-01-05T09:00:00 ", false, false, ""},
        {"9999-01-05T09:00:00", false, false, ""},
        {"yesterday", false, false, ""},
        {"", false, false, ""},
        {NULL, false, false, ""},
    };
    char text[32];

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        struct date_time parsed = {0};
        assert_int_equal(date_time_parse(rows[i].text, &parsed), rows[i].good);
        if (rows[i].good) {
            assert_int_equal(parsed.has_offset, rows[i].offset);
            assert_string_equal(date_time_format(parsed.seconds, text), rows[i].utc);
        }
    }
}

int main(void)
{
    static const struct CMUnitTest first[] = {cmocka_unit_test(parses_date_times)};
    struct CMUnitTest tests[ARRAY_SIZE(first) + ARRAY_SIZE(conversions)];
    size_t count = ARRAY_SIZE(first);

    memcpy(tests, first, sizeof first);
    for (size_t i = 0; i < ARRAY_SIZE(conversions); i++)
        tests[count++] = (struct CMUnitTest){
            .name = conversions[i].zone, .test_func = converts, .initial_state = (void *)(uintptr_t)&conversions[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
