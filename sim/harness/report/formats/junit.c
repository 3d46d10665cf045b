/* SPDX-License-Identifier: MIT */
/* JUnit's XML, which build servers read: a test case for each row. */
#include "harness/report/report.h"
#include "xml/xml.h"

static const char *const names[] = {[RESULTS_OF_REPLAY] = "replay", [RESULTS_OF_MATRIX] = "matrix"};

static void put_element(FILE *output, const char *name, const char *text)
{
    fprintf(output, "<%s>", name);
    xml_put(output, text);
    fprintf(output, "</%s>", name);
}

static void put_failure(const struct results *results, const struct results_row *row, FILE *output)
{
    fputs("<failure message=\"", output);
    xml_put(output, row->sentence ? row->sentence : "not as documented");
    fputs("\"/>", output);
    if (results->of != RESULTS_OF_MATRIX)
        return;
    put_element(output, "system-out", row->tool.output);
    put_element(output, "system-err", row->tool.errors);
}

/* A build server shows its message, and does not fail. */
static void put_skipped(const struct results_row *row, FILE *output)
{
    fprintf(output, "<skipped message=\"%s%s", row->excused ? row->excused : "", row->excused ? ": " : "");
    xml_put(output, row->state == RESULTS_SKIPPED ? "not run" : row->sentence);
    fputs("\"/>", output);
    if (!results_is_notable(row))
        return;
    put_element(output, "system-out", row->tool.output);
    put_element(output, "system-err", row->tool.errors);
}

static void put_case(const struct results *results, const struct results_row *row, FILE *output)
{
    fprintf(output, "  <testcase classname=\"fblab.%s\" name=\"%s ", names[results->of], row->selected.id);
    xml_put(output, selected_title(&row->selected));
    fprintf(output, "\" time=\"%.3f\">", row->elapsed_ms / 1e3);
    if (row->state == RESULTS_WRONG && !row->excused)
        put_failure(results, row, output);
    else if (row->state != RESULTS_RIGHT)
        put_skipped(row, output);
    fputs("</testcase>\n", output);
}

REPORT_FORMAT(junit, "write a JUnit report as well")
{
    fprintf(output,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"fblab %s\" tests=\"%zu\" failures=\"%zu\"",
            names[results->of], results->count, results_failing(results));
    if (results->of == RESULTS_OF_MATRIX)
        fprintf(output, " skipped=\"%zu\"",
                results->count - results_count(results, RESULTS_RIGHT) - results_failing(results));
    fputs(">\n", output);
    for (size_t i = 0; i < results->count; i++)
        put_case(results, &results->rows[i], output);
    fputs("</testsuite>\n", output);
}
