/* SPDX-License-Identifier: MIT */
/* What was found in one input: each failure once, its best place, how often; and the summary. */
#include "base/cleanup.h"
#include "base/text.h"
#include "findings/counts.h"
#include "findings/tally.h"
#include "terminal/display.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define UNRESOLVED "The remote name could not be resolved, Autodiscover failed"
#define UNKNOWN_KEY "The token has an invalid signature. error_category=\"invalid_signature\""
#define AMBIGUOUS "2000005;reason=\"The user specified by the user-context in the token is ambiguous.\""

struct fixture {
    struct library *library;
    struct classifier *classifier;
    struct tally *tally;
};

static int set_up(void **state)
{
    struct fixture *const fixture = calloc(1, sizeof *fixture);

    fixture->library = library_load(FBLAB_SOURCE "/scenarios", NULL);
    fixture->classifier = fixture->library ? classifier_new(fixture->library, NULL) : NULL;
    *state = fixture;
    return fixture->classifier ? 0 : -1;
}

static int tear_down(void **state)
{
    struct fixture *const fixture = *state;

    classifier_free(&fixture->classifier);
    library_free(&fixture->library);
    free(fixture);
    return 0;
}

static int begin(void **state)
{
    struct fixture *const fixture = *state;

    fixture->tally = tally_new(fixture->classifier, "a.log");
    return 0;
}

static int end(void **state)
{
    tally_free(&((struct fixture *)*state)->tally);
    return 0;
}

static void take(const struct fixture *fixture, const char *text, struct item item)
{
    item.text = text;
    item.length = strlen(text);
    tally_take(fixture->tally, &item);
}

static void says_where(void **state)
{
    const struct fixture *const fixture = *state;
    const struct seen_failure *found;

    take(fixture, "first\nsee: " UNRESOLVED,
         (struct item){.line = 10, .entry = "raw/1_s.txt", .host = "h", .time = "t"});
    assert_int_equal(tally_count(fixture->tally), 1);
    found = tally_at(fixture->tally, 0);
    assert_string_equal(found->spot.where, "a.log!raw/1_s.txt:11");
    assert_string_equal(found->spot.host, "h");
    assert_string_equal(found->spot.time, "t");
    assert_true(text_starts(found->spot.words, "The remote name could not be resolved"));
    assert_string_equal(found->spot.before, "first see: ");
    assert_int_equal(found->count, 1);
}

static void says_path(void **state)
{
    const struct fixture *const fixture = *state;
    struct item_mark marks[] = {{0, (char *)"value[0].id"}, {6, (char *)"value[0].error"}};

    take(fixture, "id: x\nerror: " UNRESOLVED, (struct item){.marks = marks, .mark_count = 2, .line = 0});
    assert_string_equal(tally_at(fixture->tally, 0)->spot.where, "a.log!value[0].error");
}

static void counts_places(void **state)
{
    const struct fixture *const fixture = *state;

    for (size_t line = 1; line <= 5; line++)
        take(fixture, UNRESOLVED, (struct item){.line = line});
    take(fixture, AMBIGUOUS, (struct item){.line = 6});
    assert_int_equal(tally_count(fixture->tally), 2);
    assert_string_equal(tally_at(fixture->tally, 0)->diagnosis->items[0].id, "06");
    assert_string_equal(tally_at(fixture->tally, 1)->spot.where, "a.log:1");
    assert_string_equal(tally_at(fixture->tally, 1)->last, "a.log:5");
    assert_int_equal(tally_at(fixture->tally, 1)->count, 5);
}

/* Its status and its words are one answer, here and in the summary. */
static void counts_a_place_once(void **state)
{
    const struct fixture *const fixture = *state;

    for (int i = 0; i < 2; i++) {
        take(fixture, UNRESOLVED, (struct item){.entry = "entry 1"});
        take(fixture, "again: " UNRESOLVED, (struct item){.entry = "entry 1"});
    }
    take(fixture, UNRESOLVED, (struct item){.entry = "entry 2"});
    assert_int_equal(tally_count(fixture->tally), 1);
    assert_int_equal(tally_at(fixture->tally, 0)->count, 2);
    assert_int_equal(summary_count(tally_summary(fixture->tally)), 2);
}

/* The text is the place; the look-up read from it knows host and hop. */
static void a_lookup_completes_its_text(void **state)
{
    const struct fixture *const fixture = *state;
    CLEANUP(lookup_free) struct lookup *lookup = lookup_new(NULL, NULL);
    const struct seen_failure *found;

    lookup_add(lookup, HOP_RESOLVE, HOP_AUTODISCOVER)->outcome = OUTCOME_NAME_NOT_RESOLVED;
    take(fixture, UNRESOLVED, (struct item){.line = 3});
    take(fixture, "", (struct item){.line = 1, .lookup = lookup, .host = "h", .again = true});
    found = tally_at(fixture->tally, 0);
    assert_int_equal(found->count, 1);
    assert_string_equal(found->spot.where, "a.log:3");
    assert_string_equal(found->spot.host, "h");
    assert_string_equal(found->spot.hop, "autodiscover");
    take(fixture, "", (struct item){.line = 9, .lookup = lookup});
    assert_int_equal(tally_at(fixture->tally, 0)->count, 2);
}

static void writes_json(void **state)
{
    const struct fixture *const fixture = *state;
    json_t *json;
    const json_t *first;

    take(fixture, UNRESOLVED, (struct item){.kind = ITEM_IIS, .line = 3});
    json = tally_to_json(fixture->tally);
    first = json_array_get(json, 0);
    assert_string_equal(json_string_value(json_object_get(first, "id")), "29");
    assert_string_equal(json_string_value(json_object_get(first, "where")), "a.log:3");
    assert_string_equal(json_string_value(json_object_get(first, "kind")), "iis");
    assert_true(json_is_null(json_object_get(first, "host")));
    assert_int_equal(json_integer_value(json_object_get(first, "count")), 1);
    json_decref(json);
}

static void words_of_places_are_printed(void **state)
{
    const struct fixture *const fixture = *state;
    CLEANUP(lookup_free) struct lookup *lookup = lookup_new(NULL, NULL);
    char *text = NULL;
    size_t length;
    struct display display = display_plain(open_memstream(&text, &length));

    lookup_add(lookup, HOP_RESOLVE, HOP_AUTODISCOVER)->outcome = OUTCOME_NAME_NOT_RESOLVED;
    take(fixture, "see: " AMBIGUOUS "; so ", (struct item){.kind = ITEM_IIS, .line = 3, .host = "h", .time = "t"});
    take(fixture, "", (struct item){.line = 4, .lookup = lookup});
    take(fixture, "", (struct item){.line = 5, .lookup = lookup});
    take(fixture, "", (struct item){.line = 6, .lookup = lookup});
    tally_print(fixture->tally, &display);
    fclose(display.output);
    CLEANUP(cleanup_string) char *printed = text;
    assert_true(text_starts(printed,
                            "a.log:3  iis  h  t\n    ...00005;reason=\"The user specified by the user-context in the "
                            "token is ambiguous.\"; so ...\n06"));
    assert_non_null(strstr(printed, "\n\na.log:4  text  autodiscover  3 times, last at a.log:6\n29"));
    json_t *const json = tally_to_json(fixture->tally);
    assert_string_equal(json_string_value(json_object_get(json_array_get(json, 0), "host")), "h");
    assert_string_equal(json_string_value(json_object_get(json_array_get(json, 0), "time")), "t");
    assert_string_equal(json_string_value(json_object_get(json_array_get(json, 1), "hop")), "autodiscover");
    assert_string_equal(json_string_value(json_object_get(json_array_get(json, 1), "last")), "a.log:6");
    json_decref(json);
}

/* What is sure goes before what is not, and of what ties the lower id. */
static void the_surest_is_first(void **state)
{
    const struct fixture *const fixture = *state;

    take(fixture, UNRESOLVED, (struct item){.line = 1});
    take(fixture, AMBIGUOUS, (struct item){.line = 2});
    assert_int_equal(tally_count(fixture->tally), 2);
    assert_true(tally_at(fixture->tally, 0)->diagnosis->items[0].rank >=
                tally_at(fixture->tally, 1)->diagnosis->items[0].rank);
    assert_string_equal(tally_at(fixture->tally, 0)->diagnosis->items[0].id, "06");
    assert_int_equal(tally_at(fixture->tally, 0)->diagnosis->count, 1);
    assert_true(tally_at(fixture->tally, 0)->diagnosis->items[0].because.count > 0);
}

/* The same line again and again is counted as if it were read each time. */
static void repeated_lines_count_as_others_do(void **state)
{
    const struct fixture *const fixture = *state;
    json_t *json;

    for (size_t line = 1; line <= 3; line++)
        take(fixture, "403 " UNRESOLVED, (struct item){.line = line, .time = "2026-11-22T09:15:01Z", .host = "h"});
    take(fixture, "403 " UNRESOLVED, (struct item){.line = 3, .time = "2026-11-22T09:15:01Z", .host = "h"});
    assert_int_equal(summary_count(tally_summary(fixture->tally)), 3);
    assert_int_equal(tally_at(fixture->tally, 0)->count, 3);
    assert_string_equal(tally_at(fixture->tally, 0)->last, "a.log:3");
    assert_string_equal(tally_at(fixture->tally, 0)->spot.where, "a.log:1");
    take(fixture, "403 " UNRESOLVED, (struct item){.line = 4});
    assert_int_equal(tally_at(fixture->tally, 0)->count, 4);
    json = summary_to_json(tally_summary(fixture->tally));
    assert_int_equal(json_integer_value(json_object_get(json, "count")), 4);
    json_decref(json);
}

static void statuses_without_a_name_are_told(void **state)
{
    const struct fixture *const fixture = *state;
    CLEANUP(lookup_free) struct lookup *lookup = lookup_new(NULL, NULL);
    struct evidence *const evidence = lookup_add(lookup, HOP_AVAILABILITY, HOP_AVAILABILITY);

    evidence->outcome = OUTCOME_HTTP_STATUS;
    evidence->http_status = 418;
    evidence->headers_unknown = true;
    for (size_t line = 1; line <= 2; line++)
        take(fixture, "GET 418", (struct item){.line = line, .lookup = lookup});
    assert_int_equal(tally_count(fixture->tally), 0);
    assert_int_equal(tally_unnamed(fixture->tally)->count, 1);
    assert_int_equal(tally_unnamed(fixture->tally)->items[0].count, 2);
    take(fixture, UNRESOLVED, (struct item){.line = 3});
    take(fixture, "", (struct item){.line = 3, .lookup = lookup, .again = true}); /* the text has a name */
    assert_int_equal(tally_unnamed(fixture->tally)->items[0].count, 2);
    take(fixture, "nothing", (struct item){.line = 4});
    take(fixture, "", (struct item){.line = 4, .lookup = lookup, .again = true}); /* this one has none */
    assert_int_equal(tally_unnamed(fixture->tally)->items[0].count, 3);
}

static void what_was_not_read_is_kept(void **state)
{
    const struct fixture *const fixture = *state;

    take(fixture, UNRESOLVED, (struct item){.told = true, .entry = "a", .unread = "a picture"});
    tally_take_unread(fixture->tally, "b", "a film");
    assert_int_equal(tally_count(fixture->tally), 0);
    assert_int_equal(tally_unread(fixture->tally)->count, 2);
    assert_string_equal(tally_unread(fixture->tally)->parts[0].why, "a picture");
    assert_string_equal(tally_unread(fixture->tally)->parts[1].name, "b");
}

/* A text may tell of two failures; each counts. What its records told already does not. */
static void one_text_counts_for_each_sure_failure(void **state)
{
    const struct fixture *const fixture = *state;

    take(fixture, UNKNOWN_KEY " " AMBIGUOUS, (struct item){.line = 1});
    assert_int_equal(tally_count(fixture->tally), 2);
    assert_int_equal(summary_count(tally_summary(fixture->tally)), 2);
    take(fixture, UNKNOWN_KEY " " AMBIGUOUS, (struct item){.line = 1, .rest = true});
    assert_int_equal(summary_count(tally_summary(fixture->tally)), 2);
    assert_int_equal(tally_at(fixture->tally, 0)->count, 1);
    assert_int_equal(tally_at(fixture->tally, 1)->count, 1);
}

static const char *member(const json_t *summary, const char *list, const char *name)
{
    return json_string_value(json_object_get(json_array_get(json_object_get(summary, list), 0), name));
}

static void summarises(void **state)
{
    const struct fixture *const fixture = *state;
    json_t *json;

    take(fixture, UNRESOLVED, (struct item){.host = "h", .time = "2026-11-22T09:15:01Z"});
    take(fixture, UNRESOLVED, (struct item){.host = "h", .time = "2026-11-22 09:59:59 "});
    take(fixture, "nothing", (struct item){.host = "i"});
    json = summary_to_json(tally_summary(fixture->tally));
    assert_int_equal(json_integer_value(json_object_get(json, "count")), 2);
    assert_string_equal(member(json, "rows", "id"), "29");
    assert_string_equal(member(json, "hosts", "host"), "h");
    assert_string_equal(member(json, "hours", "hour"), "2026-11-22 09");
    assert_int_equal(json_array_size(json_object_get(json, "hours")), 1);
    json_decref(json);
}

static void counting_is_bounded(void **state)
{
    struct counts counts = {0}, sorted;

    (void)state;
    for (int i = 0; i < COUNTS_LIMIT + 50; i++) {
        CLEANUP(cleanup_string) char *name = text_format("host%d", i);
        counts_add(&counts, &(struct count){.name = name, .count = 1});
    }
    assert_true(counts.count <= COUNTS_LIMIT + 1);
    sorted = counts_sorted(&counts, COUNTS_MOST_FIRST);
    assert_string_equal(sorted.items[0].name, "others");
    assert_int_equal(sorted.items[0].count, 50);
    counts_clear(&sorted);
    counts_clear(&counts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(says_where, begin, end),
        cmocka_unit_test_setup_teardown(says_path, begin, end),
        cmocka_unit_test_setup_teardown(counts_places, begin, end),
        cmocka_unit_test_setup_teardown(counts_a_place_once, begin, end),
        cmocka_unit_test_setup_teardown(a_lookup_completes_its_text, begin, end),
        cmocka_unit_test_setup_teardown(writes_json, begin, end),
        cmocka_unit_test_setup_teardown(summarises, begin, end),
        cmocka_unit_test_setup_teardown(words_of_places_are_printed, begin, end),
        cmocka_unit_test_setup_teardown(the_surest_is_first, begin, end),
        cmocka_unit_test_setup_teardown(repeated_lines_count_as_others_do, begin, end),
        cmocka_unit_test_setup_teardown(statuses_without_a_name_are_told, begin, end),
        cmocka_unit_test_setup_teardown(what_was_not_read_is_kept, begin, end),
        cmocka_unit_test_setup_teardown(one_text_counts_for_each_sure_failure, begin, end),
        cmocka_unit_test(counting_is_bounded),
    };

    return cmocka_run_group_tests_name("tally", tests, set_up, tear_down);
}
