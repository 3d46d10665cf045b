/* SPDX-License-Identifier: MIT */
/* Sums of summaries: what is counted, which times are first and last, and what is no summary. */
#include "base/cleanup.h"
#include "base/text.h"
#include "findings/summary.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define SUMMARY(first, last, more)                                                                                     \
    "{\"count\": 2, \"first\": \"" first "\", \"last\": \"" last "\", \"rows\": [{\"id\": \"06\", \"title\": \"t\", "  \
    "\"count\": 2, \"first\": \"" first "\", \"last\": \"" last                                                        \
    "\"}], \"hosts\": [{\"host\": \"a\", \"count\": 2}], \"hours\": [{\"hour\": \"h\", \"count\": 2}]" more "}"
#define UNREAD(name) ", \"unread\": [{\"name\": \"" name "\", \"why\": \"w\"}]"

struct row {
    const char *name, *one, *other, *sum; /* sum: words of it */
};

static const struct row rows[] = {
    {"the earlier and the later", SUMMARY("2026-01-02T00:00:00Z", "2026-01-03T00:00:00Z", ""),
     SUMMARY("2026-01-01T00:00:00Z", "2026-01-02T12:00:00Z", ""),
     "\"count\": 4, \"first\": \"2026-01-01T00:00:00Z\", \"last\": \"2026-01-03T00:00:00Z\""},
    {"of the same row, too", SUMMARY("2026-01-02T00:00:00Z", "2026-01-03T00:00:00Z", ""),
     SUMMARY("2026-01-01T00:00:00Z", "2026-01-02T12:00:00Z", ""),
     "\"id\": \"06\", \"title\": \"t\", \"count\": 4, \"first\": \"2026-01-01T00:00:00Z\", \"last\": "
     "\"2026-01-03T00:00:00Z\""},
    {"another zone", SUMMARY("2026-01-01T10:00:00Z", "2026-01-01T10:00:00Z", ""),
     SUMMARY("2026-01-01T10:30:00+01:00", "2026-01-01T10:30:00+01:00", ""), "\"first\": \"2026-01-01T10:30:00+01:00\""},
    {"a blank for the T", SUMMARY("2026-01-02 00:00:00", "2026-01-02 00:00:00", ""),
     SUMMARY("2026-01-03T00:00:00", "2026-01-03T00:00:00", ""), "\"first\": \"2026-01-02T00:00:00\""},
    {"a time that is none", SUMMARY("yesterday", "yesterday", ""), SUMMARY("", "2026-01-03T00:00:00Z", ""),
     "\"count\": 4, \"last\": \"2026-01-03T00:00:00Z\""},
    {"hosts and hours", SUMMARY("", "", ""), SUMMARY("", "", ""),
     "\"hosts\": [{\"host\": \"a\", \"count\": 4}], \"hours\": [{\"hour\": \"h\", \"count\": 4}]"},
    {"what was not read", SUMMARY("", "", UNREAD("x")), SUMMARY("", "", UNREAD("y")),
     "\"unread\": [{\"name\": \"x\", \"why\": \"w\"}, {\"name\": \"y\", \"why\": \"w\"}]"},
};

static struct summary *summary_of(const char *text, struct error *error)
{
    json_t *const json = json_loads(text, 0, NULL);
    struct summary *const summary = summary_from_json(json, error);

    json_decref(json);
    return summary;
}

static void adds_up(void **state)
{
    const struct row *const row = *state;
    struct error error = {""};
    CLEANUP(summary_free) struct summary *sum = summary_of(row->one, &error);
    CLEANUP(summary_free) struct summary *other = summary_of(row->other, &error);
    CLEANUP(cleanup_string) char *text = NULL;
    json_t *json;

    assert_string_equal(error.text, "");
    summary_join(sum, other);
    json = summary_to_json(sum);
    text = json_dumps(json, 0);
    json_decref(json);
    if (!strstr(text, row->sum))
        fail_msg("%s", text);
}

static void many_parts_are_bounded(void **state)
{
    CLEANUP(summary_free) struct summary *sum = summary_new();
    json_t *const parts = json_pack("[{s:s,s:s}]", "name", "x", "why", "w");
    json_t *json;

    (void)state;
    for (int i = 0; i < 3000; i++)
        summary_add_unread(sum, parts);
    json = summary_to_json(sum);
    assert_int_equal(json_array_size(json_object_get(json, "unread")), 1000);
    json_decref(json);
    json_decref(parts);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 1];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = adds_up, .initial_state = (void *)(uintptr_t)&rows[i]};
    tests[ARRAY_SIZE(rows)] = (struct CMUnitTest)cmocka_unit_test(many_parts_are_bounded);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
