/* SPDX-License-Identifier: MIT */
/* Every report, whole: tests/texts/reports.jsonl holds results and what each format makes of them. Where that is meant
 * to change, `reports_test write` writes down what is made now; read the difference. */
#include "base/cleanup.h"
#include "base/text.h"
#include "harness/report/report.h"
#include "support/row_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MOST_ROWS = 260 };

/* What the rows of the results stand on; its texts are borrowed from the file. */
static struct stage {
    struct scenario scenarios[MOST_ROWS];
    struct variant variants[MOST_ROWS];
    struct cause causes[MOST_ROWS];
    char *errors[MOST_ROWS];
} stage;

static const char *const formats[] = {"table", "json", "junit", "html", "tap", "sarif"};

static char *text_in(const json_t *row, const char *name)
{
    return (char *)(uintptr_t)json_string_value(json_object_get(row, name));
}

static int number_in(const json_t *row, const char *name)
{
    return (int)json_integer_value(json_object_get(row, name));
}

static bool is_true_in(const json_t *row, const char *name)
{
    return json_is_true(json_object_get(row, name));
}

/* Which of the names it is; the first, if it is not said. */
static size_t choice(const json_t *row, const char *name, const char *const *names, size_t count)
{
    const char *said = text_in(row, name);

    for (size_t i = 0; said && i < count; i++)
        if (strcmp(names[i], said) == 0)
            return i;
    if (said)
        fail_msg("%s is %s", name, said);
    return 0;
}

static void select_row(const json_t *row, size_t index, struct selected *selected)
{
    struct scenario *scenario = &stage.scenarios[index];

    stage.causes[index] = (struct cause){.says = text_in(row, "cause")};
    stage.errors[index] = text_in(row, "documented");
    *scenario = (struct scenario){.id = text_in(row, "expect"), .title = text_in(row, "title")};
    scenario->causes = &stage.causes[index];
    scenario->cause_count = stage.causes[index].says != NULL;
    scenario->errors = (struct words){.items = &stage.errors[index], .count = stage.errors[index] != NULL};
    stage.variants[index] = (struct variant){.letter = (char *)"a",
                                             .title = text_in(row, "variant"),
                                             .error = text_in(row, "error"),
                                             .expect = text_in(row, "expect")};
    *selected = (struct selected){.scenario = scenario, .variant = &stage.variants[index]};
    snprintf(selected->id, sizeof selected->id, "%sa", stage.variants[index].expect);
}

static struct child_result tool_of(const json_t *row)
{
    return (struct child_result){.status = number_in(row, "status"),
                                 .signal = number_in(row, "signal"),
                                 .timed_out = is_true_in(row, "timed_out"),
                                 .cut = is_true_in(row, "cut"),
                                 .output = text_copy(text_in(row, "output")),
                                 .errors = text_copy(text_in(row, "errors"))};
}

/* "entries": so many lines of the journal. */
static json_t *evidence_of(const json_t *row)
{
    json_t *evidence = json_deep_copy(json_object_get(row, "evidence"));

    for (int i = 0; i < number_in(row, "entries"); i++)
        json_array_append_new(evidence, json_pack("{s:s}", "party", "exo"));
    return evidence;
}

static struct results_row row_of(const json_t *row)
{
    static const char *const states[] = {"skipped", "right", "wrong", "unexpected"};
    static const char *const kinds[] = {"rows", "nothing", "time-out", "crash", "not run"};
    static const char *const checks[] = {"text", "verdict", "repair"};
    struct results_row made = {
        .state = (enum results_state)choice(row, "state", states, ARRAY_SIZE(states)),
        .verdict = {(enum verdict_kind)choice(row, "kind", kinds, ARRAY_SIZE(kinds)), NULL, text_in(row, "got")},
        .sentence = text_copy(text_in(row, "sentence")),
        .elapsed_ms = json_number_value(json_object_get(row, "ms")),
        .diagnoses = json_pack("[s*]", text_in(row, "got")),
        .error_text = text_copy(text_in(row, "printed")),
        .unusable = is_true_in(row, "unusable"),
        .runs = (unsigned)number_in(row, "runs"),
        .tool = tool_of(row),
        .false_alarm = is_true_in(row, "false_alarm"),
        .evidence = evidence_of(row)};

    for (size_t i = 0; i < ARRAY_SIZE(checks); i++)
        made.checks[i] = is_true_in(row, checks[i]);
    return made;
}

static struct results results_of(const json_t *given)
{
    static const char *const of[] = {"replay", "matrix"};
    const json_t *rows = json_object_get(given, "rows");
    struct results results = {.of = (enum results_of)choice(given, "of", of, ARRAY_SIZE(of)),
                              .tool = text_in(given, "tool"),
                              .seed = (uint64_t)number_in(given, "seed"),
                              .count = json_array_size(rows)};

    assert_true(results.count <= MOST_ROWS);
    results.rows = calloc(results.count + 1, sizeof *results.rows);
    for (size_t i = 0; i < results.count; i++) {
        results.rows[i] = row_of(json_array_get(rows, i));
        select_row(json_array_get(rows, i), i, &results.rows[i].selected);
    }
    return results;
}

/* The last row is done first, then every other, then whatever is left. */
static void write_table(const struct results *results, FILE *output)
{
    CLEANUP(report_table_free) struct report_table *table = report_table_begin(results, results->of, output);

    for (size_t i = 0; i < results->count; i++)
        if (results->rows[results->count - 1 - i].state != RESULTS_SKIPPED)
            report_table_row(table, &results->rows[results->count - 1 - i]);
    report_table_end(table);
}

/* But for how the page looks, and the version. */
static json_t *lines_of(char *text)
{
    json_t *lines = json_array();
    char *style = strstr(text, "<style>"), *style_end = strstr(text, "</style>");
    char *version = strstr(text, "fblab " FBLAB_VERSION), *rest = text;

    if (version)
        memset(version + strlen("fblab "), '*', strlen(FBLAB_VERSION));
    if (style)
        memmove(style, style_end, strlen(style_end) + 1);
    for (const char *line; (line = strsep(&rest, "\n"));)
        json_array_append_new(lines, json_string(line));
    return lines;
}

static json_t *write_all_formats(const json_t *row)
{
    void (*const writers[])(const struct results *, FILE *) = {write_table, report_json, report_junit,
                                                               report_html, report_tap,  report_sarif};
    json_t *written = json_object();

    for (size_t i = 0; i < ARRAY_SIZE(writers); i++) {
        CLEANUP(results_clear) struct results results = results_of(json_object_get(row, "results"));
        CLEANUP(cleanup_string) char *text = NULL;
        size_t size;
        FILE *output = open_memstream(&text, &size);
        writers[i](&results, output);
        fclose(output);
        json_object_set_new(written, formats[i], lines_of(text));
    }
    return written;
}

int main(int argc, char **argv)
{
    static const struct row_file file = {.name = "reports",
                                         .path = FBLAB_SOURCE "/tests/texts/reports.jsonl",
                                         .member = "written",
                                         .fewest = 5,
                                         .make = write_all_formats};

    return row_file_main(&file, argc, argv);
}
