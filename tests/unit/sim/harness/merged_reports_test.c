/* SPDX-License-Identifier: MIT */
/* Reports that are read back, merged and held against a baseline; and what is refused. */
#include "base/cleanup.h"
#include "base/text.h"
#include "harness/run/merged_reports.h"
#include "harness/run/tolerance.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define RIGHT(id, row) "{\"id\":\"" id "\",\"state\":\"right\",\"got\":\"" row "\",\"elapsed_ms\":1.5,\"runs\":1}"
#define WRONG(id, got)                                                                                                 \
    "{\"id\":\"" id "\",\"state\":\"wrong\",\"got\":\"" got "\",\"sentence\":\"no\",\"output\":\"x\","                 \
    "\"exit_status\":1,\"evidence\":[]}"
#define REPORT(more, rows) "{\"tool\":\"t\",\"seed\":1," more "\"rows\":[" rows "]}"

static struct library *library;
static char folder[] = "/tmp/fblab-merged-XXXXXX";

static char *put(const char *name, const char *text)
{
    struct error error = {""};
    char *path = text_format("%s/%s", folder, name);

    assert_true(file_write(path, text, strlen(text), 0600, &error));
    return path;
}

static void rows_come_in_the_order_of_the_catalogue(void **state)
{
    struct error error = {""};
    char *paths[] = {put("1.json", REPORT("\"shard\":\"1/2\",", WRONG("06b", "10") "," RIGHT("00a", "00"))),
                     put("2.json", REPORT("\"shard\":\"2/2\",", RIGHT("06a", "06")))};
    CLEANUP(merged_reports_free) struct merged_reports *merged = merged_reports_read(paths, 2, library, &error);

    (void)state;
    assert_string_equal(error.text, "");
    const struct results *results = &merged->results;
    assert_int_equal(results->count, 3);
    assert_string_equal(results->rows[0].selected.id, "00a");
    assert_string_equal(results->rows[1].selected.id, "06a");
    assert_string_equal(results->rows[2].selected.id, "06b");
    assert_int_equal(results_failing(results), 1);
    assert_string_equal(results->rows[2].verdict.name, "10");
    assert_string_equal(results->rows[2].tool.output, "x");
    assert_int_equal(results->rows[2].tool.status, 1);
    assert_int_equal(results->rows[2].tool.signal, 0); /* it says of none */
    assert_int_equal(results->rows[0].tool.status, -1);
    assert_int_equal(results->share.of, 0);
    free(paths[0]);
    free(paths[1]);
}

struct refusal {
    const char *name, *first, *second, *sentence;
};

static const struct refusal refusals[] = {
    {"no JSON", "{", NULL, "1.json:1:1: it is no JSON"},
    {"no report", "{\"rows\":[]}", NULL, "is no report of fblab matrix --json"},
    {"rows that are none", "{\"tool\":\"t\",\"rows\":[1]}", NULL, "is no report of fblab matrix --json"},
    {"an unknown row", REPORT("", RIGHT("99", "99")), NULL, "there is no scenario 99"},
    {"a row that is several", REPORT("", RIGHT("06", "06")), NULL, "06 is written 06a"},
    {"a row without a state", REPORT("", "{\"id\":\"06a\"}"), NULL, "row 06a has no \"state\""},
    {"wrong, and nobody says why", REPORT("", "{\"id\":\"06a\",\"state\":\"wrong\"}"), NULL,
     "row 06a (wrong) has no \"sentence\""},
    {"not expected, and nobody says what", REPORT("", "{\"id\":\"06a\",\"state\":\"no verdict expected\"}"), NULL,
     "row 06a (no verdict expected) has no \"sentence\""},
    {"not expected, and said was null", REPORT("", "{\"id\":\"06a\",\"state\":\"no verdict expected\",\"got\":null}"),
     NULL, "has no \"sentence\""},
    {"no shard", REPORT("\"shard\":\"3/2\",", ""), NULL, "\"shard\" must be K/N, not \"3/2\""},
    {"a shard that is missing", REPORT("\"shard\":\"2/2\",", ""), NULL, "the report of shard 1/2 is missing"},
    {"shards of different runs", REPORT("\"shard\":\"1/1\",", ""), REPORT("\"shard\":\"1/2\",", ""),
     "are shards of different runs: of 1, and of 2"},
    {"a row twice", REPORT("", RIGHT("06a", "06")), REPORT("", RIGHT("06a", "06")), "row 06a is in "},
    {"two tools", REPORT("", ""), "{\"tool\":\"u\",\"seed\":1,\"rows\":[]}", "are about different tools: t, and u"},
    {"two seeds", REPORT("", ""), "{\"tool\":\"t\",\"seed\":2,\"rows\":[]}", "have different seeds"},
};

static void refuses(void **state)
{
    const struct refusal *refusal = *state;
    struct error error = {""};
    char *paths[] = {put("1.json", refusal->first), put("2.json", refusal->second ? refusal->second : "")};

    assert_null(merged_reports_read(paths, refusal->second ? 2 : 1, library, &error));
    if (!strstr(error.text, refusal->sentence))
        fail_msg("%s", error.text);
    free(paths[0]);
    free(paths[1]);
}

/* A row as it is now, and what becomes of it beside a baseline in which 06a was taken for 10 and only 06 counts. */
static const struct excuse {
    const char *name, *id;
    enum results_state now;
    const char *got, *excused;
    bool fixed;
} excuses[] = {
    {"wrong as then", "06a", RESULTS_WRONG, "10", "known", false},
    {"wrong in another way", "06a", RESULTS_WRONG, "17", NULL, false},
    {"right by now", "06a", RESULTS_RIGHT, "06", NULL, true},
    {"newly wrong", "06b", RESULTS_WRONG, "10", NULL, false},
    {"of a row that does not count", "10a", RESULTS_WRONG, "06", "allowed", false},
    {"right as ever", "10a", RESULTS_RIGHT, "10", NULL, false},
};

static void excuses_row(void **state)
{
    const struct excuse *excuse = *state;
    struct error error = {""};
    CLEANUP(cleanup_string) char *baseline = put("baseline.json", REPORT("", WRONG("06a", "10")));
    CLEANUP(tolerance_free) struct tolerance *tolerance = tolerance_new("6, 06b", library, &error);
    struct results_row row = {.state = excuse->now, .verdict = {.name = excuse->got}};

    assert_non_null(tolerance);
    assert_true(tolerance_read_baseline(tolerance, baseline, &error));
    snprintf(row.selected.id, sizeof row.selected.id, "%s", excuse->id);
    tolerance_apply(tolerance, &row);
    assert_true(text_equal(row.excused, excuse->excused));
    assert_int_equal(row.fixed, excuse->fixed);
}

static void tolerance_is_refused(void **state)
{
    static const char *const rows[][2] = {{"", "--fail-on names no row"}, {"06,99", "there is no scenario 99"}};
    struct error error = {""};

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        assert_null(tolerance_new(rows[i][0], library, &error));
        assert_non_null(strstr(error.text, rows[i][1]));
    }
    CLEANUP(tolerance_free) struct tolerance *tolerance = tolerance_new(NULL, library, &error);
    assert_false(tolerance_read_baseline(tolerance, "/no/such/baseline.json", &error));
    assert_non_null(strstr(error.text, "/no/such/baseline.json"));
}

static void shares_are_dealt_like_cards(void **state)
{
    struct error error = {""};
    size_t together = 0, all;
    CLEANUP(selection_clear) struct selection selection = {0};

    (void)state;
    assert_true(selection_make(&selection, library, NULL, 0, &error));
    all = selection.count;
    for (unsigned nth = 1; nth <= 3; nth++) {
        selection_clear(&selection);
        assert_true(selection_make(&selection, library, NULL, 0, &error));
        selection_keep_share(&selection, nth, 3);
        assert_in_range(selection.count, all / 3, all / 3 + 1);
        together += selection.count;
    }
    assert_int_equal(together, all);
}

static void shares_are_read(void **state)
{
    static const char *const none[] = {"", "1", "0/3", "4/3", "1/3x", "1/ 3", "-1/3", "1/0", "a/b"};
    struct results_share share;

    (void)state;
    assert_true(results_share_read(&share, "2/3"));
    assert_int_equal(share.nth, 2);
    assert_int_equal(share.of, 3);
    for (size_t i = 0; i < ARRAY_SIZE(none); i++)
        assert_false(results_share_read(&share, none[i]));
}

enum { OTHERS = 4 };

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(refusals) + ARRAY_SIZE(excuses) + OTHERS] = {
        cmocka_unit_test(rows_come_in_the_order_of_the_catalogue), cmocka_unit_test(tolerance_is_refused),
        cmocka_unit_test(shares_are_dealt_like_cards), cmocka_unit_test(shares_are_read)};
    size_t count = OTHERS;
    struct error error = {""};

    library = library_load(NULL, &error);
    if (!library || !mkdtemp(folder))
        return 1;
    for (size_t i = 0; i < ARRAY_SIZE(refusals); i++)
        tests[count++] = (struct CMUnitTest){
            .name = refusals[i].name, .test_func = refuses, .initial_state = (void *)(uintptr_t)&refusals[i]};
    for (size_t i = 0; i < ARRAY_SIZE(excuses); i++)
        tests[count++] = (struct CMUnitTest){
            .name = excuses[i].name, .test_func = excuses_row, .initial_state = (void *)(uintptr_t)&excuses[i]};
    const int failed = cmocka_run_group_tests(tests, NULL, NULL);
    static const char *const left[] = {"1.json", "2.json", "baseline.json"};
    for (size_t i = 0; i < ARRAY_SIZE(left); i++) {
        CLEANUP(cleanup_string) char *path = text_format("%s/%s", folder, left[i]);
        unlink(path);
    }
    rmdir(folder);
    library_free(&library);
    return failed;
}
