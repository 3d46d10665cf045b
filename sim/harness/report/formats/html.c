/* SPDX-License-Identifier: MIT */
/* The page for a browser: one file that fetches nothing. The picture of which row was called what, and for each wrong row what
 * was said, what the lab saw, and what is true. */
#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/text.h"
#include "harness/report/html_style.h"
#include "harness/report/picture.h"
#include "harness/report/report.h"
#include "page_style/page_style.h"
#include "xml/xml.h"

#include <string.h>

enum { MOST_ENTRIES = 200 }; /* of the journal, for one row */

static void put_element(FILE *output, const char *name, const char *text)
{
    fprintf(output, "<%s>", name);
    xml_put(output, text);
    fprintf(output, "</%s>", name);
}

static void put_output(FILE *output, const char *title, const char *text)
{
    put_element(output, "h3", title);
    if (text && *text)
        put_element(output, "pre", text);
    else
        fputs("<p class=\"note\">nothing</p>", output);
}

/* How the last run ended. */
static void put_ending(FILE *output, const struct results_row *row)
{
    if (row->tool.timed_out)
        fputs("<p class=\"note\">It was ended because it took too long.", output);
    else if (row->tool.signal)
        fprintf(output, "<p class=\"note\">Signal %s ended it.", sigabbrev_np(row->tool.signal));
    else
        fprintf(output, "<p class=\"note\">Exit status %d.", row->tool.status);
    fputs(row->tool.cut ? " The output is cut.</p>\n" : "</p>\n", output);
}

static void put_said(FILE *output, const struct results_row *row)
{
    fputs("<section><h2>What the tool said</h2>\n", output);
    if (row->unusable)
        put_element(output, "p", row->sentence);
    else
        put_ending(output, row);
    put_output(output, "Standard output", row->tool.output);
    if (row->tool.errors && *row->tool.errors)
        put_output(output, "Standard error", row->tool.errors);
    fputs("</section>\n", output);
}

static void put_printed(FILE *output, const struct results_row *row)
{
    fputs("<section><h2>What fbcheck said</h2>\n", output);
    put_output(output, "The text of Exchange", row->error_text);
    fputs("</section>\n", output);
}

/* "POST mail.contoso.com/EWS/Exchange.asmx" */
static char *request_of(const json_t *entry)
{
    const char *method = json_member_text(entry, "method");

    return text_format("%s%s%s%s", method, *method ? " " : "", json_member_text(entry, "host"),
                       json_member_text(entry, "path"));
}

static void put_entry(FILE *output, const json_t *entry)
{
    const json_int_t status = json_integer_value(json_object_get(entry, "status"));
    const char *time = strchr(json_member_text(entry, "time"), 'T');
    CLEANUP(cleanup_string) char *request = request_of(entry);
    CLEANUP(cleanup_string)
    char *answer = status ? text_format("%d %s", (int)status, json_member_text(entry, "reason")) : text_copy("");

    fputs("<tr>", output);
    put_element(output, "td", time ? time + 1 : "");
    put_element(output, "td", json_member_text(entry, "party"));
    put_element(output, "td", *json_member_text(entry, "method") ? request : json_member_text(entry, "host"));
    put_element(output, "td", answer);
    put_element(output, "td", json_member_text(entry, "answered_by"));
    put_element(output, "td", json_member_text(entry, "detail"));
    fputs("</tr>\n", output);
}

static void put_seen(FILE *output, const struct results_row *row)
{
    const size_t count = json_array_size(row->evidence);

    fputs("<section><h2>What the lab saw</h2>\n", output);
    if (count == 0)
        fputs("<p class=\"note\">Nothing reached any party.</p>", output);
    else
        fputs(
            "<table class=\"journal\"><thead><tr><th>time</th><th>party</th><th>request</th><th>answer</th><th>by</th>"
            "<th>detail</th></tr></thead>\n<tbody>",
            output);
    for (size_t i = 0; i < count && i < MOST_ENTRIES; i++)
        put_entry(output, json_array_get(row->evidence, i));
    if (count > 0)
        fputs("</tbody></table>", output);
    if (count > MOST_ENTRIES)
        fprintf(output, "<p class=\"note\">and %zu more</p>", count - MOST_ENTRIES);
    fputs("</section>\n", output);
}

/* What is documented of the row: the truth the tool did not find. */
static void put_truth(FILE *output, const struct results_row *row)
{
    const struct scenario *scenario = row->selected.scenario;

    fputs("<section><h2>What is broken</h2>\n", output);
    put_element(output, "p", scenario->cause_count ? scenario->causes[0].says : scenario->title);
    if (row->selected.variant->error)
        put_element(output, "pre", row->selected.variant->error);
    else if (scenario->errors.count)
        put_element(output, "pre", scenario->errors.items[0]);
    fputs("</section>\n", output);
}

static void put_wrong(const struct results *results, const struct results_row *row, FILE *output)
{
    fprintf(output, "<details id=\"row-%s\"><summary><b>%s</b> ", row->selected.id, row->selected.id);
    xml_put(output, selected_title(&row->selected));
    fputs("<span class=\"sentence\">", output);
    xml_put(output, row->sentence ? row->sentence : "not as documented");
    fprintf(output, "</span>%s%s</summary>\n", row->excused ? " excused: " : "", row->excused ? row->excused : "");
    if (results->of == RESULTS_OF_MATRIX) {
        put_said(output, row);
        put_seen(output, row);
    } else {
        put_printed(output, row);
    }
    put_truth(output, row);
    fputs("</details>\n", output);
}

/* Nothing wrong is no cause for alarm. */
static const char *class_of(size_t wrong)
{
    return wrong ? "wrong" : "right";
}

static void put_head(const struct results *results, FILE *output)
{
    const size_t skipped = results_count(results, RESULTS_SKIPPED);
    const size_t unexpected = results_count(results, RESULTS_UNEXPECTED);

    fputs("<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\">\n<head><meta charset=\"utf-8\"/>"
          "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>fblab</title>\n"
          "<style>",
          output);
    fputs(page_style_text(), output);
    fputs(REPORT_HTML_STYLE "</style></head>\n<body>\n<h1>Which failures does it get wrong?</h1>\n<p><code>", output);
    xml_put(output, results->tool);
    fprintf(
        output,
        "</code></p>\n<p class=\"count\"><span class=\"right\">%zu right</span> <span class=\"%s\">%zu wrong</span>",
        results_count(results, RESULTS_RIGHT), class_of(results_count(results, RESULTS_WRONG)),
        results_count(results, RESULTS_WRONG));
    if (unexpected)
        fprintf(output,
                " <span class=\"skipped\">%zu with no verdict expected</span> <span class=\"%s\">%zu false "
                "alarms</span>",
                unexpected, class_of(results_false_alarms(results)), results_false_alarms(results));
    if (skipped)
        fprintf(output, " <span class=\"skipped\">%zu not run</span>", skipped);
    fprintf(output, " <span class=\"note\">fblab %s, --seed %llu</span></p>\n", FBLAB_VERSION,
            (unsigned long long)results->seed);
}

REPORT_FORMAT(html, "write a page: what was taken for what, and why")
{
    put_head(results, output);
    report_picture(results, output);
    for (size_t i = 0; i < results->count; i++)
        if (results_is_notable(&results->rows[i]))
            put_wrong(results, &results->rows[i], output);
    fputs("</body>\n</html>\n", output);
}
