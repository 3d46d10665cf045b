/* SPDX-License-Identifier: MIT */
/* Which busy times count as those that were expected, as shifted by a clock, and as others; what is asked twice; and which day is
 * asked about where nobody says. */
#include "flow/steps/busy_times.h"
#include "flow/steps/window.h"

#include "base/cleanup.h"
#include "base/date_time.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#define URL "https://a.b/EWS"
#define NINE "2026-01-05T09:00:00Z"
#define TEN "2026-01-05T10:00:00Z"

enum { MOST_EVENTS = 3, APART = 180, HERE = 120 /* minutes east of UTC, where this test is */ };

static void add_event(struct lookup *lookup, const char *start, const char *end)
{
    struct evidence_event *const event = lookup_add_event(lookup);

    event->start = text_copy(start);
    event->end = text_copy(end);
}

/* "2026-01-05T09:00:00Z" and so many minutes. */
static const char *later(const char *text, int minutes, char other[32])
{
    struct date_time time;

    assert_true(date_time_parse(text, &time));
    return date_time_format(time.seconds + minutes * 60, other);
}

static bool ends_with(const struct flow *flow, bool holds, enum outcome outcome)
{
    const struct lookup *const lookup = flow->lookup;
    const struct evidence *const last = lookup->evidence_count ? &lookup->evidence[lookup->evidence_count - 1] : NULL;

    if (outcome == OUTCOME_OK)
        return holds && !last;
    return !holds && last && last->outcome == outcome && last->hop == HOP_AVAILABILITY && strcmp(last->url, URL) == 0 &&
           strcmp(last->party, "a.b") == 0 &&
           strcmp(last->fault_text, outcome == OUTCOME_SHIFTED_TIMES
                                        ? "The busy times are shifted by the UTC offset of the asker."
                                        : "The busy times are not those that were expected.") == 0;
}

static bool never(struct flow *flow)
{
    (void)flow;
    fail_msg("nothing is to be asked again");
    return false;
}

/* An hour at nine is expected; of each event there is how many minutes later it begins, and how long it is. */
static const struct row {
    const char *name;
    struct {
        int later, minutes;
    } events[MOST_EVENTS];
    size_t count;
    enum outcome outcome;
} rows[] = {
    {"the very time", {{0, 60}}, 1, OUTCOME_OK},
    {"among others", {{-600, 60}, {0, 60}, {60, 60}}, 3, OUTCOME_OK},
    {"none", {{0, 0}}, 0, OUTCOME_OTHER_TIMES},
    {"the time of this clock", {{HERE, 60}}, 1, OUTCOME_SHIFTED_TIMES},
    {"the other way", {{-HERE, 60}}, 1, OUTCOME_SHIFTED_TIMES},
    {"of a longer event", {{HERE, 61}}, 1, OUTCOME_OTHER_TIMES},
    {"another clock", {{HERE + 15, 60}}, 1, OUTCOME_OTHER_TIMES},
    {"shifted, and another", {{HERE, 60}, {7, 60}}, 2, OUTCOME_SHIFTED_TIMES},
    {"the very length elsewhere", {{1, 60}}, 1, OUTCOME_OTHER_TIMES},
};

static void compare(const struct row *row, const char *zone)
{
    const struct flow_settings settings = {
        .start = "2026-01-05T00:00:00", .end = "2026-01-06T00:00:00", .expected_start = NINE, .expected_end = TEN};
    CLEANUP(lookup_free) struct lookup *lookup = lookup_new("ann@a.b", "joe@a.b");
    struct flow flow = {.settings = &settings, .lookup = lookup, .route.ews_url = (char *)URL};
    char start[32], end[32];

    setenv("TZ", zone, 1);
    tzset();
    for (size_t i = 0; i < row->count; i++)
        add_event(lookup, later(NINE, row->events[i].later, start),
                  later(NINE, row->events[i].later + row->events[i].minutes, end));
    const bool holds = busy_times_hold(&flow, never);
    if (!ends_with(&flow, holds, row->outcome))
        fail_msg("it holds: %d", holds);
}

static void expected_times_are_there_or_not(void **state)
{
    compare(*state, "<+02>-2");
}

/* In UTC nobody knows the asker's clock: any offset that there is may be it. */
static const struct row offset_rows[] = {
    {"a quarter of an hour", {{15, 60}}, 1, OUTCOME_SHIFTED_TIMES},
    {"no quarter", {{14, 60}}, 1, OUTCOME_OTHER_TIMES},
    {"a quarter and one", {{16, 60}}, 1, OUTCOME_OTHER_TIMES},
    {"the farthest east", {{840, 60}}, 1, OUTCOME_SHIFTED_TIMES},
    {"farther east", {{855, 60}}, 1, OUTCOME_OTHER_TIMES},
    {"the farthest west", {{-840, 60}}, 1, OUTCOME_SHIFTED_TIMES},
    {"farther west", {{-855, 60}}, 1, OUTCOME_OTHER_TIMES},
};

static void any_offset_may_be_the_askers(void **state)
{
    compare(*state, "UTC0");
}

static void what_is_no_time_is_not_expected(void **state)
{
    static const char *const times[][2] = {{"nine", TEN}, {NINE, "ten"}, {NULL, TEN}};

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(times); i++) {
        const struct flow_settings settings = {.expected_start = times[i][0], .expected_end = times[i][1]};
        CLEANUP(lookup_free) struct lookup *lookup = lookup_new("ann@a.b", "joe@a.b");
        struct flow flow = {.settings = &settings, .lookup = lookup, .route.ews_url = (char *)URL};
        assert_true(busy_times_hold(&flow, never));
    }
}

/* What the second answer has: of each event of the first, how many minutes later. */
static struct second {
    bool answers;
    size_t count;
    int later[MOST_EVENTS];
    unsigned asked;
} second;

static bool ask_again(struct flow *flow)
{
    char start[32], end[32];

    second.asked++;
    assert_int_equal(flow->zone_minutes, HERE);
    assert_int_equal(flow->lookup->evidence_count, 0);
    assert_int_not_equal(flow->lookup->way, WAY_NONE);
    for (size_t i = 0; i < second.count; i++)
        add_event(flow->lookup, later(NINE, (int)i * APART + second.later[i], start),
                  later(NINE, (int)i * APART + second.later[i] + 60, end));
    return second.answers;
}

static const struct clock_row {
    const char *name;
    bool two_clocks;
    enum way way;
    const char *own_way, *zone;
    struct second second;
    unsigned asked;
    enum outcome outcome;
} clock_rows[] = {
    {"the same", true, WAY_GRAPH, NULL, "<+02>-2", {true, 2, {0, 0}, 0}, 1, OUTCOME_OK},
    {"all shifted", true, WAY_GRAPH, NULL, "<+02>-2", {true, 2, {120, 120}, 0}, 1, OUTCOME_SHIFTED_TIMES},
    {"the last shifted", true, WAY_GRAPH, NULL, "<+02>-2", {true, 2, {0, 120}, 0}, 1, OUTCOME_SHIFTED_TIMES},
    {"one is gone", true, WAY_GRAPH, NULL, "<+02>-2", {true, 1, {0}, 0}, 1, OUTCOME_OTHER_TIMES},
    {"another", true, WAY_GRAPH, NULL, "<+02>-2", {true, 2, {7, 0}, 0}, 1, OUTCOME_OTHER_TIMES},
    {"none", true, WAY_GRAPH, NULL, "<+02>-2", {true, 0, {0}, 0}, 1, OUTCOME_OTHER_TIMES},
    {"no answer", true, WAY_GRAPH, NULL, "<+02>-2", {false, 0, {0}, 0}, 1, OUTCOME_OK},
    {"in UTC", true, WAY_GRAPH, NULL, "UTC0", {true, 0, {0}, 0}, 0, OUTCOME_OK},
    {"where nobody wants it", false, WAY_GRAPH, NULL, "<+02>-2", {true, 0, {0}, 0}, 0, OUTCOME_OK},
    {"another way", true, WAY_OAUTH, NULL, "<+02>-2", {true, 0, {0}, 0}, 0, OUTCOME_OK},
    {"a client of nobody", true, WAY_CLIENT, NULL, "<+02>-2", {true, 0, {0}, 0}, 1, OUTCOME_OTHER_TIMES},
    {"a client whose server asks Graph",
     true,
     WAY_CLIENT,
     "graph",
     "<+02>-2",
     {true, 0, {0}, 0},
     1,
     OUTCOME_OTHER_TIMES},
    {"a client whose server does not", true, WAY_CLIENT, "oauth", "<+02>-2", {true, 0, {0}, 0}, 0, OUTCOME_OK},
};

static void are_the_same_on_two_clocks_or_not(void **state)
{
    const struct clock_row *const row = *state;
    const struct flow_settings settings = {
        .start = "2026-01-05T00:00:00", .end = "2026-01-06T00:00:00", .two_clocks = row->two_clocks};
    CLEANUP(lookup_free) struct lookup *lookup = lookup_new("ann@a.b", "joe@a.b");
    struct flow flow = {.settings = &settings, .lookup = lookup, .route.ews_url = (char *)URL};
    char start[32], end[32];

    setenv("TZ", row->zone, 1);
    tzset();
    lookup->way = row->way;
    if (row->own_way)
        lookup_set_setting(lookup, "own-way", row->own_way);
    for (int i = 0; i < 2; i++)
        add_event(lookup, later(NINE, i * APART, start), later(NINE, i * APART + 60, end));
    second = row->second;
    const bool holds = busy_times_hold(&flow, ask_again);
    assert_int_equal(second.asked, row->asked);
    assert_ptr_equal(flow.lookup, lookup);
    assert_int_equal(flow.zone_minutes, 0);
    assert_int_equal(lookup->event_count, 2);
    if (!ends_with(&flow, holds, row->outcome))
        fail_msg("it holds: %d", holds);
}

/* Of January 2026, the day that is asked about on each day. */
static void next_working_day_is_asked_about(void **state)
{
    static const struct {
        const char *now, *start, *end;
    } cases[] = {
        {"2026-01-05T00:00:00Z", "2026-01-06T00:00:00", "2026-01-07T00:00:00"}, /* a Monday */
        {"2026-01-05T23:59:59Z", "2026-01-06T00:00:00", "2026-01-07T00:00:00"},
        {"2026-01-08T12:00:00Z", "2026-01-09T00:00:00", "2026-01-10T00:00:00"},
        {"2026-01-09T12:00:00Z", "2026-01-12T00:00:00", "2026-01-13T00:00:00"},
        {"2026-01-10T12:00:00Z", "2026-01-12T00:00:00", "2026-01-13T00:00:00"},
        {"2026-01-11T12:00:00Z", "2026-01-12T00:00:00", "2026-01-13T00:00:00"},
    };
    const struct flow_settings settings = {.start = "a", .end = "b"}, nothing = {0};

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct date_time now;
        char start[32], end[32];
        assert_true(date_time_parse(cases[i].now, &now));
        window_next(now.seconds, start, end);
        assert_string_equal(start, cases[i].start);
        assert_string_equal(end, cases[i].end);
    }
    assert_string_equal(window_of(&settings).start, "a");
    assert_string_equal(window_of(&settings).end, "b");
    assert_int_equal(strlen(window_of(&nothing).start), strlen("2026-01-05T00:00:00"));
}

#define ROW(row, function)                                                                                             \
    (struct CMUnitTest)                                                                                                \
    {                                                                                                                  \
        .name = (row).name, .test_func = (function), .initial_state = (void *)(uintptr_t) & (row)                      \
    }

int main(void)
{
    enum { OTHERS = 2 };
    struct CMUnitTest tests[OTHERS + ARRAY_SIZE(rows) + ARRAY_SIZE(offset_rows) + ARRAY_SIZE(clock_rows)] = {
        cmocka_unit_test(what_is_no_time_is_not_expected),
        cmocka_unit_test(next_working_day_is_asked_about),
    };
    size_t count = OTHERS;

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[count++] = ROW(rows[i], expected_times_are_there_or_not);
    for (size_t i = 0; i < ARRAY_SIZE(offset_rows); i++)
        tests[count++] = ROW(offset_rows[i], any_offset_may_be_the_askers);
    for (size_t i = 0; i < ARRAY_SIZE(clock_rows); i++)
        tests[count++] = ROW(clock_rows[i], are_the_same_on_two_clocks_or_not);
    return cmocka_run_group_tests_name("busy_times", tests, NULL, NULL);
}
