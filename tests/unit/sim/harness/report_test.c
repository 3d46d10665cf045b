/* SPDX-License-Identifier: MIT */
/* One set of results in every format: what the contract names, escaped where it must be, and what cannot be written. */
#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/text.h"
#include "harness/report/report.h"
#include "xml/xml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static char id[] = "13", letter[] = "a", title[] = "A <title> & more";
static const struct scenario scenario = {.id = id, .title = title};
static const struct variant variant = {.letter = letter, .expect = id};

/* A right row, a wrong one, a skipped one; of matrix also a false alarm and a row that was rightly passed over. */
static void make_unexpected(struct results *results)
{
    results->rows[3].verdict = (struct verdict){.kind = VERDICT_ROWS, .name = "05"};
    results->rows[3].false_alarm = true;
    results->rows[3].sentence = text_copy("no verdict expected, and the tool said 05");
    results->rows[3].tool.output = text_copy("alarm <&>");
    results->rows[3].evidence = json_pack("[{s:s}]", "party", "onprem");
    results->rows[4].verdict = (struct verdict){.kind = VERDICT_NOTHING, .name = "nothing"};
    results->rows[4].sentence = text_copy("no verdict expected, and the tool named no row");
}

static struct results make(enum results_of of)
{
    static const enum results_state states[] = {RESULTS_RIGHT, RESULTS_WRONG, RESULTS_SKIPPED, RESULTS_UNEXPECTED,
                                                RESULTS_UNEXPECTED};
    struct results results = {.of = of, .tool = "tool <&>", .seed = 7, .count = of == RESULTS_OF_MATRIX ? 5 : 3};

    results.rows = calloc(results.count, sizeof *results.rows);
    for (size_t i = 0; i < results.count; i++) {
        results.rows[i].selected = (struct selected){&scenario, &variant, "13a"};
        results.rows[i].state = states[i];
        results.rows[i].diagnoses = json_pack("[s]", i ? "04" : "13");
    }
    results.rows[0].verdict = (struct verdict){.kind = VERDICT_ROWS, .name = "13"};
    results.rows[1].verdict = (struct verdict){.kind = VERDICT_ROWS, .name = "04"};
    results.rows[1].sentence = text_copy("the verdict is 04, not 13 <&>");
    results.rows[1].tool.output = text_copy("it is \"04\" <&> \001");
    results.rows[1].evidence = json_pack("[{s:s}]", "party", "onprem");
    if (of == RESULTS_OF_MATRIX)
        make_unexpected(&results);
    return results;
}

static char *written(void (*writer)(const struct results *results, FILE *output), enum results_of of)
{
    CLEANUP(results_clear) struct results results = make(of);
    CLEANUP(cleanup_string) char *text = NULL;
    size_t size;
    FILE *output = open_memstream(&text, &size);

    writer(&results, output);
    fclose(output);
    return text_copy(text);
}

static void has_members(const json_t *object, const char *const *names, size_t count)
{
    assert_int_equal(json_object_size(object), count);
    for (size_t i = 0; i < count; i++)
        if (!json_object_get(object, names[i]))
            fail_msg("%s is missing", names[i]);
}

static void json_of_replay(void **state)
{
    static const char *const members[] = {"passed", "failed", "seed", "rows"};
    static const char *const row[] = {"id",         "expected",  "got",        "error_text", "text_ok",
                                      "verdict_ok", "repair_ok", "elapsed_ms", "tool",       "problem"};
    CLEANUP(cleanup_string) char *text = written(report_json, RESULTS_OF_REPLAY);
    json_t *json = json_loads(text, 0, NULL);

    (void)state;
    has_members(json, members, ARRAY_SIZE(members));
    has_members(json_array_get(json_object_get(json, "rows"), 1), row, ARRAY_SIZE(row));
    assert_int_equal(json_integer_value(json_object_get(json, "passed")), 1);
    assert_int_equal(json_integer_value(json_object_get(json, "failed")), 2);
    json_decref(json);
}

static void json_of_matrix(void **state)
{
    static const char *const members[] = {"tool",         "passed",  "failed", "skipped", "no_verdict_expected",
                                          "false_alarms", "excused", "fixed",  "seed",    "rows",
                                          "confusion"};
    static const char *const right[] = {"id", "expected", "got", "state", "elapsed_ms", "runs"};
    static const char *const wrong[] = {"id",       "expected", "got",         "state",  "elapsed_ms",
                                        "runs",     "sentence", "exit_status", "signal", "timed_out",
                                        "unusable", "output",   "errors",      "cut",    "evidence"};
    static const char *const passed_over[] = {"id", "expected", "got", "state", "elapsed_ms", "runs", "false_alarm"};
    static const char *const alarm[] = {"id",          "expected",  "got",         "state",   "elapsed_ms", "runs",
                                        "false_alarm", "sentence",  "exit_status", "output",  "errors",     "cut",
                                        "signal",      "timed_out", "unusable",    "evidence"};
    CLEANUP(cleanup_string) char *text = written(report_json, RESULTS_OF_MATRIX);
    json_t *json = json_loads(text, 0, NULL), *confusion;
    const json_t *rows = json_object_get(json, "rows");

    (void)state;
    has_members(json, members, ARRAY_SIZE(members));
    has_members(json_array_get(rows, 0), right, ARRAY_SIZE(right));
    has_members(json_array_get(rows, 1), wrong, ARRAY_SIZE(wrong));
    has_members(json_array_get(rows, 3), alarm, ARRAY_SIZE(alarm));
    has_members(json_array_get(rows, 4), passed_over, ARRAY_SIZE(passed_over));
    assert_string_equal(json_string_value(json_object_get(json_array_get(rows, 3), "state")), "no verdict expected");
    assert_int_equal(json_integer_value(json_object_get(json, "no_verdict_expected")), 2);
    assert_int_equal(json_integer_value(json_object_get(json, "false_alarms")), 1);
    confusion = json_pack("{s:{s:i, s:i, s:i, s:i}}", "13", "13", 1, "04", 1, "05", 1, "nothing", 1);
    assert_true(json_equal(json_object_get(json, "confusion"), confusion));
    json_decref(confusion);
    json_decref(json);
}

#define DOCTYPE "<!DOCTYPE html>"

static void is_xml(const char *text, const char *const *words, size_t count)
{
    const char *const root = strncmp(text, DOCTYPE, strlen(DOCTYPE)) == 0 ? text + strlen(DOCTYPE) : text;
    struct error error = {""};
    CLEANUP(xml_free) xmlDoc *document = xml_parse(root, strlen(root), "report", &error);

    if (!document)
        fail_msg("%s", error.text);
    for (size_t i = 0; i < count; i++)
        if (!strstr(text, words[i]))
            fail_msg("%s is not in %s", words[i], text);
}

static void junit(void **state)
{
    static const char *const replay[] = {"<testsuite name=\"fblab replay\" tests=\"3\" failures=\"1\">",
                                         "<testcase classname=\"fblab.replay\" name=\"13a A &lt;title&gt; &amp; more\"",
                                         "<failure message=\"the verdict is 04, not 13 &lt;&amp;&gt;\"/>"};
    static const char *const matrix[] = {
        "<testsuite name=\"fblab matrix\" tests=\"5\" failures=\"1\" skipped=\"3\">", "<system-out>it is ",
        "<skipped message=\"not run\"", "<skipped message=\"no verdict expected, and the tool said 05\"/><system-out>"};
    CLEANUP(cleanup_string) char *of_replay = written(report_junit, RESULTS_OF_REPLAY);
    CLEANUP(cleanup_string) char *of_matrix = written(report_junit, RESULTS_OF_MATRIX);

    (void)state;
    is_xml(of_replay, replay, ARRAY_SIZE(replay));
    is_xml(of_matrix, matrix, ARRAY_SIZE(matrix));
    assert_null(strstr(of_replay, "system-out"));
}

static void html(void **state)
{
    static const char *const both[] = {"<details id=\"row-13a\">", "1 wrong", "not 13 &lt;&amp;&gt;",
                                       "tool &lt;&amp;&gt;"};
    CLEANUP(cleanup_string) char *of_replay = written(report_html, RESULTS_OF_REPLAY);
    CLEANUP(cleanup_string) char *of_matrix = written(report_html, RESULTS_OF_MATRIX);

    (void)state;
    is_xml(strchr(of_replay, '\n') + 1, both, ARRAY_SIZE(both)); /* without <!DOCTYPE html> */
    is_xml(strchr(of_matrix, '\n') + 1, both, ARRAY_SIZE(both));
    assert_non_null(strstr(of_matrix, "What the lab saw"));
    assert_non_null(strstr(of_matrix, "no verdict expected, and the tool said 05"));
    assert_non_null(strstr(of_matrix, "1 false alarms"));
    assert_null(strstr(of_matrix, "the tool named no row"));
}

static void tap(void **state)
{
    static const char replay[] = "TAP version 14\n1..3\n# fblab replay; --seed 7 repeats the run\n"
                                 "ok 1 - 13a A <title> & more\nnot ok 2 - 13a A <title> & more\n  ---\n"
                                 "  message: \"the verdict is 04, not 13 <&>\"\n  expected: \"13\"\n  got: \"04\"\n";
    CLEANUP(cleanup_string) char *of_replay = written(report_tap, RESULTS_OF_REPLAY);
    CLEANUP(cleanup_string) char *of_matrix = written(report_tap, RESULTS_OF_MATRIX);

    (void)state;
    assert_int_equal(strncmp(of_replay, replay, strlen(replay)), 0);
    assert_non_null(strstr(of_replay, "  ...\nok 3 - 13a A <title> & more # SKIP not run\n"));
    assert_non_null(strstr(of_matrix, "\n1..5\n"));
    assert_non_null(strstr(of_matrix, "  output: \"it is \\\"04\\\" <&> \\u0001\"\n"));
    assert_non_null(
        strstr(of_matrix, "ok 4 - 13a A <title> & more # SKIP no verdict expected, and the tool said 05\n  ---"));
}

/* What begins a directive, and what ends a line, is part of a title all the same. */
static void tap_of_an_awkward_title(void **state)
{
    char awkward[] = "C# \\ two\nlines";
    const struct scenario own = {.id = id, .title = awkward};
    struct results_row row = {.selected = {&own, &variant, "13a"}, .state = RESULTS_RIGHT};
    const struct results results = {.of = RESULTS_OF_REPLAY, .rows = &row, .count = 1};
    CLEANUP(cleanup_string) char *text = NULL;
    size_t size;
    CLEANUP(cleanup_file) FILE *output = open_memstream(&text, &size);

    (void)state;
    report_tap(&results, output);
    fflush(output);
    assert_non_null(strstr(text, "\nok 1 - 13a C\\# \\\\ two lines\n"));
}

static void sarif(void **state)
{
    CLEANUP(cleanup_string) char *text = written(report_sarif, RESULTS_OF_MATRIX);
    CLEANUP(json_release) json_t *log = json_loads(text, 0, NULL);
    const json_t *run = json_array_get(json_object_get(log, "runs"), 0);
    const json_t *driver = json_object_get(json_object_get(run, "tool"), "driver");
    const json_t *wrong = json_array_get(json_object_get(run, "results"), 0);
    const json_t *alarm = json_array_get(json_object_get(run, "results"), 1);

    (void)state;
    assert_string_equal(json_member_text(log, "version"), "2.1.0");
    assert_string_equal(json_member_text(driver, "name"), "fblab matrix");
    assert_int_equal(json_array_size(json_object_get(driver, "rules")), 1);
    assert_int_equal(json_array_size(json_object_get(run, "results")), 2);
    assert_string_equal(json_member_text(wrong, "ruleId"), "13");
    assert_string_equal(json_member_text(wrong, "level"), "error");
    assert_string_equal(json_member_text(json_object_get(wrong, "message"), "text"), "the verdict is 04, not 13 <&>");
    assert_string_equal(json_member_text(alarm, "level"), "warning");
    assert_int_equal(json_array_size(json_object_get(wrong, "locations")), 1);
}

static void whole_table(const struct results *results, FILE *output)
{
    CLEANUP(report_table_free) struct report_table *table = report_table_begin(results, results->of, output);

    report_table_end(table);
}

/* Rows come in their order, whichever is done first; each as soon as it can. */
static void table_as_it_grows(void **state)
{
    CLEANUP(results_clear) struct results results = make(RESULTS_OF_MATRIX);
    CLEANUP(cleanup_string) char *text = NULL;
    size_t size;
    CLEANUP(cleanup_file) FILE *output = open_memstream(&text, &size);
    CLEANUP(report_table_free) struct report_table *table = report_table_begin(&results, RESULTS_OF_MATRIX, output);
    static const char head[] = "scenario  row  verdict               ms  failure\n";
    static const char first[] = "13a       13   13        ok           0  A <title> & more\n";

    (void)state;
    report_table_row(table, &results.rows[1]);
    fflush(output);
    assert_int_equal(size, 0);
    report_table_row(table, &results.rows[0]);
    assert_int_equal(strncmp(text, head, strlen(head)), 0);
    assert_int_equal(strncmp(text + strlen(head), first, strlen(first)), 0);
    assert_non_null(strstr(text, "13a       13   04        WRONG"));
    const size_t so_far = size;
    report_table_row(table, &results.rows[3]);
    assert_int_equal(size, so_far);
    report_table_end(table);
    fflush(output);
    CLEANUP(cleanup_string) char *whole = written(whole_table, RESULTS_OF_MATRIX);
    assert_string_equal(text, whole);
}

/* Then there is nothing to tell but that. */
static void no_table_of_a_tool_that_cannot_be_run(void **state)
{
    CLEANUP(results_clear) struct results results = make(RESULTS_OF_MATRIX);
    CLEANUP(cleanup_string) char *text = NULL;
    size_t size;
    CLEANUP(cleanup_file) FILE *output = open_memstream(&text, &size);
    CLEANUP(report_table_free) struct report_table *table = report_table_begin(&results, RESULTS_OF_MATRIX, output);

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        results.rows[i].verdict = (struct verdict){.kind = VERDICT_NOT_RUN, .name = "not run"};
        report_table_row(table, &results.rows[i]);
    }
    fflush(output);
    assert_int_equal(size, 0);
    results.rows[2].verdict = (struct verdict){.kind = VERDICT_NOTHING, .name = "nothing"};
    report_table_row(table, &results.rows[2]);
    assert_non_null(strstr(text, "not run"));
}

static void table(void **state)
{
    CLEANUP(cleanup_string) char *of_replay = written(whole_table, RESULTS_OF_REPLAY);
    CLEANUP(cleanup_string) char *of_matrix = written(whole_table, RESULTS_OF_MATRIX);

    (void)state;
    assert_non_null(strstr(of_replay, "        the verdict is 04, not 13"));
    assert_non_null(strstr(of_replay, "\n1 passed, 2 failed; --seed 7 repeats the run\n"));
    assert_non_null(strstr(of_matrix, "WRONG"));
    assert_non_null(
        strstr(of_matrix, "\n1 right, 1 wrong, 2 with no verdict expected (false alarms: 1), 1 not run; --seed 7"));
    assert_non_null(strstr(of_matrix, "no verdict expected, and the tool said 05"));
    assert_null(strchr(of_matrix, '\033'));
}

static void files_are_written_or_refused(void **state)
{
    char folder[] = "/tmp/fblab-report-XXXXXX";
    CLEANUP(results_clear) struct results results = make(RESULTS_OF_REPLAY);
    struct error error = {""};

    (void)state;
    assert_non_null(mkdtemp(folder));
    CLEANUP(cleanup_string) char *page = text_format("%s/page.html", folder);
    CLEANUP(cleanup_string) char *nowhere = text_format("%s/no/such/report.xml", folder);
    const struct report_files one = {.html = page}, two = {.junit = nowhere, .html = page};

    assert_true(report_files_write(&(struct report_files){0}, &results, &error));
    assert_true(report_files_write(&one, &results, &error));
    assert_int_equal(unlink(page), 0);
    assert_true(report_files_check(&one, &error));
    assert_false(report_files_check(&two, &error));
    assert_non_null(strstr(error.text, "/no/such/report.xml"));
    assert_int_equal(access(page, F_OK), -1);
    assert_false(report_files_write(&two, &results, &error));
    assert_non_null(strstr(error.text, "/no/such/report.xml"));
    assert_int_equal(rmdir(folder), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_of_replay),
        cmocka_unit_test(json_of_matrix),
        cmocka_unit_test(junit),
        cmocka_unit_test(html),
        cmocka_unit_test(tap),
        cmocka_unit_test(tap_of_an_awkward_title),
        cmocka_unit_test(sarif),
        cmocka_unit_test(table),
        cmocka_unit_test(table_as_it_grows),
        cmocka_unit_test(no_table_of_a_tool_that_cannot_be_run),
        cmocka_unit_test(files_are_written_or_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
