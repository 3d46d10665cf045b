/* SPDX-License-Identifier: MIT */
/* Dates with times of day, as they are usually written and as they may be. */
#include "base/date_time.h"

#include "base/cleanup.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

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
    {"half an hour east", "2026-11-22T14:45:01+05:30", true, true, 1795338901},
    {"the last offset", "2026-11-22T23:14:01+14:00", true, true, 1795338841},
    {"an offset of too many hours", "2026-11-22T09:15:01+15:00", false, false, 0},
    {"an offset of too many minutes", "2026-11-22T09:15:01+01:60", false, false, 0},
    {"an offset of 59 minutes", "2026-11-22T09:15:01-00:59", true, true, 1795342441},
    {"an offset with another sign", "2026-11-22T09:15:01*01:00", false, false, 0},
    {"an offset and something behind", "2026-11-22T09:15:01+01:00x", false, false, 0},
    {"an offset without minutes", "2026-11-22T09:15:01+01", false, false, 0},
    {"an offset with a negative part", "2026-11-22T09:15:01+-1:00", false, false, 0},
    {"the last moment of a day", "2026-12-31T23:59:59Z", true, true, 1798761599},
    {"the first of a month", "2026-03-01T00:00:00Z", true, true, 1772323200},
    {"the first of March of a leap year", "2024-03-01T00:00:00Z", true, true, 1709251200},
    {"the year 1900", "1900-01-01T00:00:00Z", true, true, -2208988800},
    {"the year 9000", "9000-01-01T00:00:00Z", true, true, 221845392000},
    {"the year 9001", "9001-01-01T00:00:00Z", false, false, 0},
    {"month 0", "2026-00-01T00:00:00Z", false, false, 0},
    {"day 0", "2026-11-00T00:00:00Z", false, false, 0},
    {"day 32", "2026-12-32T00:00:00Z", false, false, 0},
    {"day 31", "2026-12-31T00:00:00Z", true, true, 1798675200},
    {"hour 24", "2026-11-22T24:00:00Z", false, false, 0},
    {"minute 60", "2026-11-22T09:60:00Z", false, false, 0},
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

static const struct time_row {
    const char *name, *text;
    int seconds; /* -1: refused */
} times[] = {
    {"midnight", "00:00:00", 0},
    {"the last second", "23:59:59", 86399},
    {"one digit each", "1:2:3", 3723},
    {"as Windows prints it", "02:00:00.0000000", 7200},
    {"hour 24", "24:00:00", -1},
    {"minute 60", "00:60:00", -1},
    {"second 60", "00:00:60", -1},
    {"three digits", "000:00:00", -1},
    {"no hour", ":00:00", -1},
    {"no minute", "00::00", -1},
    {"no second", "00:00:", -1},
    {"another sign between hour and minute", "00.00:00", -1},
    {"another sign between minute and second", "00:00.00", -1},
    {"something behind", "00:00:00x", -1},
    {"something behind the fraction", "00:00:00.1x", -1},
    {"a character before the digits", "00:00:/0", -1},
    {"a character behind the digits", "00:00::0", -1},
    {"no text", NULL, -1},
};

static void reads_the_time(void **state)
{
    const struct time_row *const row = *state;

    assert_int_equal(time_of_day_parse(row->text), row->seconds);
}

/* Against the C library, over leap years and the turns of centuries. */
static void days_are_those_of_the_calendar(void **state)
{
    char buffer[32];

    (void)state;
    for (int64_t day = day_of_date(1895, 12, 30); day < day_of_date(2105, 1, 3); day += DAY) {
        const time_t moment = day;
        struct tm parts;
        gmtime_r(&moment, &parts);
        assert_int_equal(day_of_date(parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday), day);
        assert_int_equal(year_of(day), parts.tm_year + 1900);
        assert_int_equal(year_of(day + DAY - 1), parts.tm_year + 1900);
        assert_int_equal(weekday_of(day), parts.tm_wday);
        assert_int_equal(weekday_of(day + DAY - 1), parts.tm_wday);
        assert_int_equal(day_start(day), day);
        assert_int_equal(day_start(day + DAY - 1), day);
    }
    assert_string_equal(date_time_format(1795338901, buffer), "2026-11-22T09:15:01");
}

static void months_have_their_days(void **state)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    (void)state;
    for (int month = 1; month <= 12; month++)
        assert_int_equal(month_days(2025, month), days[month - 1]);
    assert_int_equal(month_days(2024, 2), 29);
    assert_int_equal(month_days(2024, 1), 31);
    assert_int_equal(month_days(2000, 2), 29);
    assert_int_equal(month_days(1900, 2), 28);
}

static void days_have_their_names(void **state)
{
    static const char *const names[] = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};

    (void)state;
    for (int i = 0; i < 7; i++) {
        assert_string_equal(weekday_name(i), names[i]);
        assert_int_equal(weekday_from_name(names[i]), i);
    }
    assert_int_equal(weekday_from_name("friday"), 5);
    assert_int_equal(weekday_from_name("Fri"), -1);
    assert_int_equal(weekday_from_name(NULL), -1);
}

int main(void)
{
    const struct CMUnitTest days[] = {cmocka_unit_test(days_are_those_of_the_calendar),
                                      cmocka_unit_test(months_have_their_days),
                                      cmocka_unit_test(days_have_their_names)};
    struct CMUnitTest tests[ARRAY_SIZE(rows)], time_tests[ARRAY_SIZE(times)];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = parses, .initial_state = (void *)(uintptr_t)&rows[i]};
    for (size_t i = 0; i < ARRAY_SIZE(times); i++)
        time_tests[i] = (struct CMUnitTest){
            .name = times[i].name, .test_func = reads_the_time, .initial_state = (void *)(uintptr_t)&times[i]};
    return cmocka_run_group_tests_name("dates", tests, NULL, NULL) +
           cmocka_run_group_tests_name("times of day", time_tests, NULL, NULL) +
           cmocka_run_group_tests_name("days", days, NULL, NULL);
}
