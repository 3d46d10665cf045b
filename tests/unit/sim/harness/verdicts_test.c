/* SPDX-License-Identifier: MIT */
#include "harness/run/verdict_rule.h"
#include "harness/run/verdicts.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define REJECTED FBLAB_SOURCE "/tests/rejected/verdicts"

static struct library *library;

static int load_library(void **state)
{
    (void)state;
    library = library_load(NULL, NULL);
    return library ? 0 : -1;
}

static int free_library(void **state)
{
    (void)state;
    library_free(&library);
    return 0;
}

/* Every <case>.xml is refused with the sentence in <case>.error. */
static void refuses(void **state)
{
    const char *name = *state;
    CLEANUP(cleanup_string) char *path = text_format(REJECTED "/%s", name);
    CLEANUP(cleanup_string) char *expected_path = text_format("%.*s.error", (int)(strlen(path) - 4), path);
    CLEANUP(cleanup_string) char *expected = file_read(expected_path, 4096, NULL, NULL);
    struct error error = {""};

    assert_null(verdicts_load(path, library, &error));
    assert_non_null(expected);
    expected[strcspn(expected, "\n")] = '\0';
    assert_true(text_starts(error.text, REJECTED "/"));
    assert_string_equal(error.text + strlen(REJECTED "/"), expected);
}

/* How a run of the tool ended, and what that is called. */
static const struct ending {
    const char *name;
    struct child_result result;
    const char *verdict;
} endings[] = {
    {"a line of its own", {.output = (char *)"see row\n  06\t\r\n17\n", .length = 19}, "06"},
    {"names a row within a sentence", {.output = (char *)"see row 06", .length = 10}, "nothing"},
    {"steps", {.output = (char *)"Step 10 of 34: ok\nafter 13 ms\n", .length = 30}, "nothing"},
    {"an id with a point behind it", {.output = (char *)"06.\n", .length = 4}, "nothing"},
    {"names it behind a zero byte", {.output = (char *)"\0\n06", .length = 4}, "06"},
    {"names nothing", {.output = (char *)"", .length = 0}, "nothing"},
    {"any exit status will do", {.output = (char *)"06\n", .length = 3, .status = 77}, "06"},
    {"a very long line", {.output = (char *)"0606060606060606060606060606 x\n05", .length = 33}, "05"},
    {"only punctuation", {.output = (char *)"--- () !!!", .length = 10}, "nothing"},
    {"JSON that is cut", {.output = (char *)"{\"diagnoses\": [{\"id\": \"06\"", .length = 26}, "nothing"},
    {"diagnoses that are none", {.output = (char *)"{\"diagnoses\": [7, \"06\"]}", .length = 24}, "nothing"},
    {"an unknown id", {.output = (char *)"{\"diagnoses\": [{\"id\": \"77\"}]}", .length = 29}, "nothing"},
    {"timed out", {.output = (char *)"06", .length = 2, .timed_out = true, .signal = 9}, "time-out"},
    {"a signal", {.output = (char *)"06", .length = 2, .status = -1, .signal = 11}, "crash"},
    {"a signal, says the shell", {.output = (char *)"06", .length = 2, .status = 139}, "crash"},
    {"a status beyond the signals", {.output = (char *)"06", .length = 2, .status = 255}, "06"},
    {"not found", {.output = (char *)"06", .length = 2, .status = 127}, "not run"},
    {"not executable", {.output = (char *)"06", .length = 2, .status = 126}, "not run"},
};

static void judges(void **state)
{
    const struct ending *ending = *state;
    CLEANUP(verdicts_free) struct verdicts *verdicts = verdicts_load(NULL, library, NULL);
    struct verdict verdict;

    assert_true(verdicts_judge(verdicts, &ending->result, &verdict, NULL));
    assert_string_equal(verdict.name, ending->verdict);
    assert_int_equal(verdict.kind == VERDICT_ROWS, verdict_names(&verdict, ending->verdict));
}

/* Rules of a file, the first that fits; the output is "aaaa...!" unless something else is said. */
#define ENDLESS "(?:(?:a|aa)*)*(?!)"
#define VERDICT(row, conditions) "<verdict><row>" row "</row>" conditions "</verdict>"
#define SAYS(expression) "<says>" expression "</says>"

static const struct rule_row {
    const char *name, *rules, *output;
    const char *verdict; /* NULL: nobody can know */
} rule_rows[] = {
    {"the first that fits", VERDICT("06", SAYS("a")) VERDICT("10", SAYS("aa")), NULL, "06"},
    {"the second that fits", VERDICT("06", SAYS("b")) VERDICT("10", SAYS("a")), NULL, "10"},
    {"all of its expressions", VERDICT("06", SAYS("a") SAYS("b")), NULL, "nothing"},
    {"an expression in the middle of a line", VERDICT("06", SAYS("^see") SAYS("row$")), "x\nsee the row\ny", "06"},
    {"exit status", VERDICT("06", "<exit-status>1</exit-status>") VERDICT("10", "<exit-status>0</exit-status>"), NULL,
     "10"},
    {"a value in JSON", VERDICT("06", "<json><pointer>/a/0</pointer><value>b</value></json>"), "{\"a\":[\"b\"]}", "06"},
    {"another value in JSON", VERDICT("06", "<json><pointer>/a/0</pointer><value>b</value></json>"), "{\"a\":[\"c\"]}",
     "nothing"},
    {"an expression without end", VERDICT("06", SAYS(ENDLESS)), NULL, NULL},
    {"an expression without end before one that fits", VERDICT("06", SAYS(ENDLESS)) VERDICT("10", SAYS("a")), NULL,
     NULL},
    {"an expression without end behind one that fits", VERDICT("10", SAYS("a")) VERDICT("06", SAYS(ENDLESS)), NULL,
     "10"},
    {"what one expression cannot decide, another can", VERDICT("06", SAYS(ENDLESS) SAYS("b")), NULL, "nothing"},
};

static struct verdicts *rules_of(const char *rules)
{
    CLEANUP(cleanup_string)
    char *text = text_format("<verdicts xmlns=\"urn:fblab:verdicts\">%s</verdicts>", rules);
    char path[] = "/tmp/verdicts_test.XXXXXX";
    const int descriptor = mkstemp(path);
    struct error error = {""};

    assert_true(descriptor >= 0 && write(descriptor, text, strlen(text)) == (ssize_t)strlen(text));
    close(descriptor);
    struct verdicts *verdicts = verdicts_load(path, library, &error);
    unlink(path);
    assert_string_equal(error.text, "");
    return verdicts;
}

static void applies_rules(void **state)
{
    const struct rule_row *row = *state;
    CLEANUP(verdicts_free) struct verdicts *verdicts = rules_of(row->rules);
    char many[4096];
    const struct child_result result = {.output = row->output ? (char *)row->output : many,
                                        .length = row->output ? strlen(row->output) : sizeof many};
    struct verdict verdict = {0};
    struct error error = {""};

    memset(many, 'a', sizeof many);
    assert_int_equal(verdicts_judge(verdicts, &result, &verdict, &error), row->verdict != NULL);
    if (row->verdict)
        assert_string_equal(verdict.name, row->verdict);
    else
        assert_non_null(strstr(error.text, "takes too long on the tool's output"));
}

/* Each expression has a limit; all of them together have one, too. */
static void has_a_budget_for_all_expressions(void **state)
{
    static char text[] = "a";
    struct pattern *pattern = pattern_new_search("a", NULL);
    const struct verdict_rule rule = {.exit_status = -1, .patterns = &pattern, .pattern_count = 1},
                              without = {.exit_status = -1};
    const struct child_result result = {.output = text, .length = 1};
    const struct work_budget spent = work_budget_begin(0), fresh = work_budget_begin(60000);

    (void)state;
    assert_int_equal(verdict_rule_fits(&rule, &result, NULL, &fresh), FOUND);
    assert_int_equal(verdict_rule_fits(&rule, &result, NULL, &spent), GAVE_UP);
    assert_int_equal(verdict_rule_fits(&without, &result, NULL, &spent), FOUND);
    pattern_free(&pattern);
}

static void says_what_nobody_expected(void **state)
{
    static char row[] = "10";
    CLEANUP(cleanup_string)
    char *alarm = verdict_unexpected_sentence(&(struct verdict){.kind = VERDICT_ROWS, .name = row});
    CLEANUP(cleanup_string)
    char *green = verdict_unexpected_sentence(&(struct verdict){.kind = VERDICT_ROWS, .name = "00"});
    CLEANUP(cleanup_string)
    char *nothing = verdict_unexpected_sentence(&(struct verdict){.kind = VERDICT_NOTHING, .name = "nothing"});
    CLEANUP(cleanup_string)
    char *crash = verdict_unexpected_sentence(&(struct verdict){.kind = VERDICT_CRASHED, .name = "crash"});

    (void)state;
    assert_string_equal(alarm, "no verdict expected, and the tool said 10");
    assert_string_equal(green, "no verdict expected, and the tool said green");
    assert_string_equal(nothing, "no verdict expected, and the tool named no row");
    assert_string_equal(crash, "no verdict expected, and the tool ended so: crash");
}

static void covers_the_catalogue_without_a_file(void **state)
{
    CLEANUP(verdicts_free) struct verdicts *verdicts = verdicts_load(NULL, library, NULL);

    (void)state;
    for (size_t i = 0; i < library_count(library); i++)
        assert_true(verdicts_cover(verdicts, library_at(library, i)->id));
    assert_false(verdicts_cover(verdicts, "77"));
}

/* As scenarios/README.md shows it. */
static void the_example_of_the_readme_loads(void **state)
{
    CLEANUP(cleanup_string) char *readme = file_read(FBLAB_SOURCE "/scenarios/README.md", 1 << 20, NULL, NULL);
    const char *start = readme ? strstr(readme, "<verdicts") : NULL;
    const char *end = start ? strstr(start, "```") : NULL;
    char path[] = "/tmp/verdicts_test.XXXXXX";
    const int descriptor = mkstemp(path);
    struct error error = {""};

    (void)state;
    assert_non_null(end);
    assert_true(descriptor >= 0 && write(descriptor, start, (size_t)(end - start)) == end - start);
    close(descriptor);
    CLEANUP(verdicts_free) struct verdicts *verdicts = verdicts_load(path, library, &error);
    unlink(path);
    assert_string_equal(error.text, "");
    assert_true(verdicts_cover(verdicts, "06") && verdicts_cover(verdicts, "17"));
}

static void the_example_for_the_small_tool_loads(void **state)
{
    struct error error = {""};
    CLEANUP(verdicts_free)
    struct verdicts *verdicts = verdicts_load(FBLAB_SOURCE "/tests/examples/verdicts.xml", library, &error);

    (void)state;
    assert_string_equal(error.text, "");
    assert_true(verdicts_cover(verdicts, "17") && verdicts_cover(verdicts, "00"));
    assert_false(verdicts_cover(verdicts, "05"));
}

static int is_xml(const struct dirent *entry)
{
    return text_ends(entry->d_name, ".xml");
}

static void add(struct CMUnitTest *tests, size_t *count, const char *name, CMUnitTestFunction function, const void *row)
{
    tests[(*count)++] =
        (struct CMUnitTest){.name = name, .test_func = function, .initial_state = (void *)(uintptr_t)row};
}

int main(void)
{
    struct dirent **entries = NULL;
    const int files = scandir(REJECTED, &entries, is_xml, alphasort);
    struct CMUnitTest *tests =
        calloc(5 + ARRAY_SIZE(endings) + ARRAY_SIZE(rule_rows) + (size_t)(files > 0 ? files : 0), sizeof *tests);
    size_t count = 0;
    int failed;

    add(tests, &count, "covers the catalogue without a file", covers_the_catalogue_without_a_file, NULL);
    add(tests, &count, "says what nobody expected", says_what_nobody_expected, NULL);
    add(tests, &count, "has a budget for all expressions", has_a_budget_for_all_expressions, NULL);
    add(tests, &count, "the example of the README loads", the_example_of_the_readme_loads, NULL);
    add(tests, &count, "the example for the small tool loads", the_example_for_the_small_tool_loads, NULL);
    for (size_t i = 0; i < ARRAY_SIZE(endings); i++)
        add(tests, &count, endings[i].name, judges, &endings[i]);
    for (size_t i = 0; i < ARRAY_SIZE(rule_rows); i++)
        add(tests, &count, rule_rows[i].name, applies_rules, &rule_rows[i]);
    for (int i = 0; i < files; i++)
        add(tests, &count, entries[i]->d_name, refuses, entries[i]->d_name);
    failed = files < 15 || _cmocka_run_group_tests("verdicts", tests, count, load_library, free_library);
    for (int i = 0; i < files; i++)
        free(entries[i]);
    free(entries);
    free(tests);
    return failed;
}
