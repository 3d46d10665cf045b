/* SPDX-License-Identifier: MIT */
/* TAP, version 14, which test runners read: a test point for each row, below a wrong one a YAML block that says why. */
#include "base/cleanup.h"
#include "base/json_text.h"
#include "harness/report/report.h"

static const char *const names[] = {[RESULTS_OF_REPLAY] = "replay", [RESULTS_OF_MATRIX] = "matrix"};

/* On one line; what would begin a directive is escaped. */
static void put_line(FILE *output, const char *text)
{
    for (; *text; text++)
        if (*text == '\n' || *text == '\r')
            fputc(' ', output);
        else
            fprintf(output, *text == '#' || *text == '\\' ? "\\%c" : "%c", *text);
}

/* A string of JSON is one of YAML, too. */
static void put_pair(FILE *output, const char *key, const char *text)
{
    json_t *value = json_text(text);
    CLEANUP(cleanup_string) char *written = json_dumps(value, JSON_ENCODE_ANY);

    fprintf(output, "  %s: %s\n", key, written);
    json_decref(value);
}

static void put_block(FILE *output, const struct results *results, const struct results_row *row)
{
    fputs("  ---\n", output);
    put_pair(output, "message", row->sentence ? row->sentence : "not as documented");
    put_pair(output, "expected", row->selected.variant->expect);
    put_pair(output, "got", row->verdict.name);
    fprintf(output, "  duration_ms: %.3f\n", row->elapsed_ms);
    if (results->of == RESULTS_OF_REPLAY && row->error_text)
        put_pair(output, "error_text", row->error_text);
    if (row->tool.output && *row->tool.output)
        put_pair(output, "output", row->tool.output);
    if (row->tool.errors && *row->tool.errors)
        put_pair(output, "errors", row->tool.errors);
    fputs("  ...\n", output);
}

static void put_point(FILE *output, const struct results *results, size_t index)
{
    const struct results_row *row = &results->rows[index];

    fprintf(output, "%s %zu - %s ", row->state == RESULTS_WRONG ? "not ok" : "ok", index + 1, row->selected.id);
    put_line(output, selected_title(&row->selected));
    if (row->state == RESULTS_SKIPPED || row->state == RESULTS_UNEXPECTED) {
        fputs(" # SKIP ", output);
        put_line(output, row->state == RESULTS_SKIPPED ? "not run" : row->sentence);
    }
    if (row->excused)
        fprintf(output,
                " # TO"
                "DO %s",
                row->excused);
    fputc('\n', output);
    if (results_is_notable(row))
        put_block(output, results, row);
}

REPORT_FORMAT(tap, "write TAP 14 as well")
{
    fprintf(output, "TAP version 14\n1..%zu%s\n# fblab %s; --seed %llu repeats the run\n", results->count,
            results->count ? "" : " # SKIP no rows", names[results->of], (unsigned long long)results->seed);
    for (size_t i = 0; i < results->count; i++)
        put_point(output, results, i);
}
