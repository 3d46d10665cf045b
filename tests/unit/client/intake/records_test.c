/* SPDX-License-Identifier: MIT */
/* Where the records of logs end, with all of the text there and with a part of it. */
#include "base/cleanup.h"
#include "intake/logs/records.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct row {
    const char *name;
    record_function *record;
    const char *text;
    bool last;
    size_t length;
};

#define STAMP "2026-11-22 09:00:00 "

static const struct row rows[] = {
    {"a line", record_line, "a b\nc", false, 4},
    {"a line that goes on", record_line, "a b", false, 0},
    {"the last line", record_line, "a b", true, 3},
    {"a line end in quotation marks", record_csv, "1,\"a\nb\"\n2", false, 8},
    {"two quotation marks in quotation marks", record_csv, "\"a \"\"b\n\"\"\"\nc\n", false, 11},
    {"quotation marks that are not closed", record_csv, "\"a\nb\n", false, 0},
    {"quotation marks that are never closed", record_csv, "\"a\nb\n", true, 5},
    {"an event", record_event, "<Event a><b/></Event>\n<Event", false, 21},
    {"an event that goes on", record_event, "<Event a><b/></Eve", false, 0},
    {"stamped", record_stamped, STAMP "a\n" STAMP "b, and more than is needed\n", false, 22},
    {"stamped, of several lines", record_stamped, STAMP "a\n  b\nc\n" STAMP "d\n", true, 28},
    {"stamped, the next line is not all there", record_stamped, STAMP "a\n2026-11", false, 0},
    {"a paragraph", record_paragraph, "a\nb\n\nc", false, 5},
    {"a paragraph that goes on", record_paragraph, "a\nb\n", false, 0},
};

static void ends(void **state)
{
    const struct row *const row = *state;

    assert_int_equal(row->record(row->text, strlen(row->text), row->last), row->length);
}

/* Whatever does not end is cut, so that memory is bounded. */
static void cuts(void **state)
{
    static record_function *const all[] = {record_line, record_csv, record_event, record_stamped, record_paragraph};
    CLEANUP(cleanup_string) char *text = malloc(RECORD_LIMIT + 10);

    (void)state;
    memset(text, '"', RECORD_LIMIT + 10);
    for (size_t i = 0; i < ARRAY_SIZE(all); i++)
        assert_int_equal(all[i](text, RECORD_LIMIT + 10, false), RECORD_LIMIT);
}

struct stamp {
    const char *name, *text;
    size_t length; /* of the stamp */
};

static const struct stamp stamps[] = {
    {"date and time", "2026-11-22 09:15:00 x", 20},
    {"ISO", "2026-11-22T09:15:00.123Z,x", 25},
    {"American", "11/22/2026 9:15:00 AM", 19},
    {"in brackets", "[2026-11-22 09:15:00] x", 20},
    {"German", "22.11.2026 09:15:00 x", 20},
    {"two blanks", "2026-11-22  09:15:00 x", 11},
    {"a list of numbers", "1 2 3:4:5 6:7 x", 0},
    {"40 characters of times", "2026-11-22 09:15:00,2026-11-22 09:15:00,2026-11-22", 40},
    {"a number", "4002 error", 0},
    {"an address", "10.0.0.1 x", 0},
    {"a word", "Error 2026-11-22", 0},
    {"nothing", "", 0},
};

static void sees_stamp(void **state)
{
    const struct stamp *const row = *state;

    assert_int_equal(record_stamp(row->text, strlen(row->text)), row->length);
}

int main(void)
{
    const struct CMUnitTest fixed[] = {cmocka_unit_test(cuts)};
    struct CMUnitTest table[ARRAY_SIZE(rows)], times[ARRAY_SIZE(stamps)];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        table[i] =
            (struct CMUnitTest){.name = rows[i].name, .test_func = ends, .initial_state = (void *)(uintptr_t)&rows[i]};
    for (size_t i = 0; i < ARRAY_SIZE(stamps); i++)
        times[i] = (struct CMUnitTest){
            .name = stamps[i].name, .test_func = sees_stamp, .initial_state = (void *)(uintptr_t)&stamps[i]};
    return cmocka_run_group_tests_name("records", fixed, NULL, NULL) +
           cmocka_run_group_tests_name("records end", table, NULL, NULL) +
           cmocka_run_group_tests_name("times", times, NULL, NULL);
}
