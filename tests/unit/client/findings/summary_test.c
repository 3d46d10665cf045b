/* SPDX-License-Identifier: MIT */
/* Sums of summaries: what is counted, which times are first and last, and what is no summary. */
#include "base/cleanup.h"
#include "base/text.h"
#include "findings/summary.h"
#include "terminal/display.h"

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

#define LISTS "\"rows\": [], \"hosts\": [], \"hours\": []"

static const struct refusal {
    const char *name, *text, *sentence;
} refusals[] = {
    {"refused: no count", "{" LISTS "}", "\"count\" must be a number from 0 on"},
    {"refused: a count below 0", "{\"count\": -1, " LISTS "}", "\"count\" must be a number from 0 on"},
    {"refused: a count as text", "{\"count\": \"1\", " LISTS "}", "\"count\" must be a number from 0 on"},
    {"refused: no rows", "{\"count\": 1, \"hosts\": [], \"hours\": []}", "\"rows\" must be a list"},
    {"refused: hosts as object", "{\"count\": 1, \"rows\": [], \"hosts\": {}, \"hours\": []}",
     "\"hosts\" must be a list"},
    {"refused: no hours", "{\"count\": 1, \"rows\": [], \"hosts\": []}", "\"hours\" must be a list"},
    {"refused: a row without id", "{\"count\": 1, \"rows\": [{\"count\": 1}], \"hosts\": [], \"hours\": []}",
     "\"rows.id\" must be a text"},
    {"refused: a row without count", "{\"count\": 1, \"rows\": [{\"id\": \"06\"}], \"hosts\": [], \"hours\": []}",
     "\"rows.count\" must be a number from 0 on"},
    {"refused: unnamed as text", "{\"count\": 1, " LISTS ", \"unnamed\": \"\"}", "\"unnamed\" must be a list"},
    {"refused: unread as text", "{\"count\": 1, " LISTS ", \"unread\": \"\"}", "\"unread\" must be a list"},
    {"refused: unread without why", "{\"count\": 1, " LISTS ", \"unread\": [{\"name\": \"a\"}]}",
     "\"unread.why\" must be a text"},
};

static void refuses(void **state)
{
    const struct refusal *const row = *state;
    struct error error = {""};

    assert_null(summary_of(row->text, &error));
    assert_string_equal(error.text, row->sentence);
}

static void takes_none_at_all(void **state)
{
    struct error error = {""};
    CLEANUP(summary_free) struct summary *summary = summary_of("{\"count\": 0, " LISTS "}", &error);

    (void)state;
    assert_non_null(summary);
    assert_int_equal(summary_count(summary), 0);
    assert_false(summary_has_unread(summary));
    assert_false(summary_say_unread(summary, 0, &error));
    json_t *const json = summary_to_json(summary);
    CLEANUP(cleanup_string) char *text = json_dumps(json, 0);
    assert_string_equal(text, "{\"count\": 0, " LISTS "}");
    json_decref(json);
}

static void says_what_was_not_read(void **state)
{
    struct error sentence = {""};
    CLEANUP(summary_free)
    struct summary *summary = summary_of(
        "{\"count\": 1, " LISTS ", \"unread\": [{\"name\": \"a\", \"why\": \"x\"}, {\"why\": \"y\"}]}", &sentence);

    (void)state;
    assert_true(summary_has_unread(summary));
    assert_true(summary_say_unread(summary, 0, &sentence));
    assert_string_equal(sentence.text, "a: x");
    assert_true(summary_say_unread(summary, 1, &sentence));
    assert_string_equal(sentence.text, "-: y");
    assert_false(summary_say_unread(summary, 2, &sentence));
}

#define MANY                                                                                                           \
    "{\"count\": 19, \"first\": \"2026-01-01T00:00:00Z\", \"last\": \"2026-01-02T00:00:00Z\", \"rows\": [{\"id\": "    \
    "\"29\", \"title\": \"b\", \"count\": 1}, {\"id\": \"06\", \"title\": \"a\", \"count\": 18}], \"hosts\": "         \
    "[{\"host\": \"h\", \"count\": 19}], \"hours\": [{\"hour\": \"2\", \"count\": 10}, {\"hour\": \"1\", \"count\": "  \
    "9}], "                                                                                                            \
    "\"unnamed\": [{\"status\": \"502\", \"title\": \"bad\", \"count\": 2, \"first\": \"2026-01-01T00:00:00Z\"}]}"

static const char printed[] = "by failure\n"
                              "  06           a                                         18\n"
                              "  29           b                                          1\n"
                              "by host\n"
                              "  h                                                      19\n"
                              "by hour\n"
                              "  1                                                       9\n"
                              "  2                                                      10\n"
                              "from 2026-01-01T00:00:00Z to 2026-01-02T00:00:00Z\n"
                              "no documented failure\n"
                              "  502          bad                                        2\n";

static char *print(const char *text, bool terminal)
{
    struct error error = {""};
    CLEANUP(summary_free) struct summary *summary = summary_of(text, &error);
    char *result = NULL;
    size_t length;
    struct display display = display_plain(open_memstream(&result, &length));

    display.terminal = terminal;
    summary_print(summary, &display);
    fclose(display.output);
    return result;
}

static void prints_lists(void **state)
{
    CLEANUP(cleanup_string) char *text = print(MANY, false);
    CLEANUP(cleanup_string) char *none = print("{\"count\": 0, " LISTS "}", false);

    (void)state;
    assert_string_equal(text, printed);
    assert_string_equal(none, "No documented failure found.\n");
}

static size_t blocks_of(const char *text, const char *line)
{
    const char *at = strstr(text, line), *const end = strchr(at + 1, '\n');
    size_t blocks = 0;

    for (; (at = strstr(at, "\xE2\x96\x88")) && at < end; at++)
        blocks++;
    return blocks;
}

/* The most has 18, others their share of it, rounded up. */
static void prints_bars_on_a_terminal(void **state)
{
    CLEANUP(cleanup_string) char *text = print(MANY, true);

    (void)state;
    assert_int_equal(blocks_of(text, "\n  06 "), 18);
    assert_int_equal(blocks_of(text, "\n  29 "), 1);
    assert_int_equal(blocks_of(text, "\n  1 "), 17);
    assert_int_equal(blocks_of(text, "\n  2 "), 18);
    assert_non_null(strstr(text, "       1  \xE2\x96\x88\n"));
}

static void reads_back_what_it_wrote(void **state)
{
    struct error error = {""};
    CLEANUP(summary_free) struct summary *summary = summary_of(MANY, &error);
    json_t *const json = summary_to_json(summary);
    CLEANUP(cleanup_string) char *text = json_dumps(json, 0);

    (void)state;
    assert_string_equal(
        text,
        "{\"count\": 19, \"first\": \"2026-01-01T00:00:00Z\", \"last\": \"2026-01-02T00:00:00Z\", \"rows\": [{\"id\": "
        "\"06\", \"title\": \"a\", \"count\": 18}, {\"id\": \"29\", \"title\": \"b\", \"count\": 1}], \"hosts\": "
        "[{\"host\": \"h\", \"count\": 19}], \"hours\": [{\"hour\": \"1\", \"count\": 9}, {\"hour\": \"2\", \"count\": "
        "10}], "
        "\"unnamed\": [{\"status\": \"502\", \"title\": \"bad\", \"count\": 2, \"first\": "
        "\"2026-01-01T00:00:00Z\"}]}");
    json_decref(json);
}

static const struct hour_row {
    const char *name, *times[2];
    const char *hours[2]; /* NULL: no more */
} hour_rows[] = {
    {"one hour", {"2026-01-01T09:00:00Z", "2026-01-01T09:59:59Z"}, {"2026-01-01 09"}},
    {"two hours", {"2026-01-01T09:59:59Z", "2026-01-01T10:00:00Z"}, {"2026-01-01 09", "2026-01-01 10"}},
    {"two days", {"2026-01-01T09:00:00Z", "2026-01-02T09:00:00Z"}, {"2026-01-01 09", "2026-01-02 09"}},
    {"in UTC", {"2026-01-01T09:30:00+01:30", "2026-01-01T08:00:00Z"}, {"2026-01-01 08"}},
    {"before 1970", {"1969-12-31T23:59:59Z", "1970-01-01T00:00:00Z"}, {"1969-12-31 23", "1970-01-01 00"}},
    {"no time", {"Mon 9:15", "Mon 9:16"}, {"Mon 9"}},
    {"none", {NULL, NULL}, {"time not known"}},
};

static void counts_by_the_hour(void **state)
{
    const struct hour_row *const row = *state;
    CLEANUP(summary_free) struct summary *summary = summary_new();
    const struct diagnosis best = {.id = "06", .title = "t"};

    for (size_t i = 0; i < ARRAY_SIZE(row->times); i++)
        summary_add(summary, &best, &(struct item){.time = row->times[i], .host = i == 0 ? "h" : NULL});
    json_t *const json = summary_to_json(summary);
    const json_t *const hours = json_object_get(json, "hours"), *const hosts = json_object_get(json, "hosts");
    assert_int_equal(json_array_size(hours), row->hours[1] ? 2 : 1);
    for (size_t i = 0; i < json_array_size(hours); i++)
        assert_string_equal(json_string_value(json_object_get(json_array_get(hours, i), "hour")), row->hours[i]);
    assert_string_equal(json_string_value(json_object_get(json_array_get(hosts, 0), "host")), "h");
    assert_string_equal(json_string_value(json_object_get(json_array_get(hosts, 1), "host")), "host not known");
    assert_null(json_object_get(json_array_get(hosts, 0), "title"));
    json_decref(json);
}

static void counts_statuses_without_a_name(void **state)
{
    CLEANUP(summary_free) struct summary *summary = summary_new();
    CLEANUP(lookup_free) struct lookup *lookup = lookup_new(NULL, NULL);

    (void)state;
    summary_add_unnamed(summary, &(struct item){.lookup = lookup});
    lookup_add(lookup, HOP_TLS, HOP_TLS)->outcome = OUTCOME_HTTP_STATUS;
    lookup->evidence[0].http_status = 10061;
    summary_add_unnamed(summary, &(struct item){.lookup = lookup, .time = "2026-01-01T09:00:00Z"});
    summary_add_unnamed(summary, &(struct item){.lookup = lookup});
    json_t *const json = summary_to_json(summary);
    CLEANUP(cleanup_string) char *text = json_dumps(json_object_get(json, "unnamed"), 0);
    assert_string_equal(text,
                        "[{\"status\": \"10061\", \"title\": \"TMG: Exchange refused the connection\", \"count\": 2, "
                        "\"first\": \"2026-01-01T09:00:00Z\", \"last\": \"2026-01-01T09:00:00Z\"}]");
    assert_int_equal(summary_count(summary), 0);
    json_decref(json);
}

int main(void)
{
    const struct CMUnitTest fixed[] = {cmocka_unit_test(takes_none_at_all),
                                       cmocka_unit_test(says_what_was_not_read),
                                       cmocka_unit_test(prints_lists),
                                       cmocka_unit_test(prints_bars_on_a_terminal),
                                       cmocka_unit_test(reads_back_what_it_wrote),
                                       cmocka_unit_test(counts_statuses_without_a_name)};
    struct CMUnitTest refused[ARRAY_SIZE(refusals)], hours[ARRAY_SIZE(hour_rows)];
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 1];

    for (size_t i = 0; i < ARRAY_SIZE(refusals); i++)
        refused[i] = (struct CMUnitTest){
            .name = refusals[i].name, .test_func = refuses, .initial_state = (void *)(uintptr_t)&refusals[i]};
    for (size_t i = 0; i < ARRAY_SIZE(hour_rows); i++)
        hours[i] = (struct CMUnitTest){.name = hour_rows[i].name,
                                       .test_func = counts_by_the_hour,
                                       .initial_state = (void *)(uintptr_t)&hour_rows[i]};

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = adds_up, .initial_state = (void *)(uintptr_t)&rows[i]};
    tests[ARRAY_SIZE(rows)] = (struct CMUnitTest)cmocka_unit_test(many_parts_are_bounded);
    return cmocka_run_group_tests_name("sums", tests, NULL, NULL) +
           cmocka_run_group_tests_name("refusals", refused, NULL, NULL) +
           cmocka_run_group_tests_name("hours", hours, NULL, NULL) +
           cmocka_run_group_tests_name("summaries", fixed, NULL, NULL);
}
