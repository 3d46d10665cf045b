/* SPDX-License-Identifier: MIT */
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

int main(void)
{
    static struct CMUnitTest tests[64] = {
        {.name = "covers the catalogue without a file", .test_func = covers_the_catalogue_without_a_file},
        {.name = "says what nobody expected", .test_func = says_what_nobody_expected},
        {.name = "the example of the README loads", .test_func = the_example_of_the_readme_loads},
        {.name = "the example for the small tool loads", .test_func = the_example_for_the_small_tool_loads},
    };
    size_t count = 4;
    struct dirent **entries = NULL;
    const int files = scandir(REJECTED, &entries, is_xml, alphasort);
    int failed;

    for (size_t i = 0; i < ARRAY_SIZE(endings); i++)
        tests[count++] = (struct CMUnitTest){
            .name = endings[i].name, .test_func = judges, .initial_state = (void *)(uintptr_t)&endings[i]};
    for (int i = 0; i < files && count < ARRAY_SIZE(tests); i++)
        tests[count++] =
            (struct CMUnitTest){.name = entries[i]->d_name, .test_func = refuses, .initial_state = entries[i]->d_name};
    failed = files < 15 || _cmocka_run_group_tests("verdicts", tests, count, load_library, free_library);
    for (int i = 0; i < files; i++)
        free(entries[i]);
    free(entries);
    return failed;
}
