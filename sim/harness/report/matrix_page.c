/* SPDX-License-Identifier: MIT */
#include "matrix_page.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "matrix_page_style.h"
#include "matrix_picture.h"
#include "matrix_report.h"
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
static void put_ending(FILE *output, const struct matrix_row *row)
{
    if (row->result.timed_out)
        fputs("<p class=\"note\">It was ended because it took too long.", output);
    else if (row->result.signal)
        fprintf(output, "<p class=\"note\">Signal %s ended it.", sigabbrev_np(row->result.signal));
    else
        fprintf(output, "<p class=\"note\">Exit status %d.", row->result.status);
    fputs(row->result.cut ? " The output is cut.</p>\n" : "</p>\n", output);
}

static void put_said(FILE *output, const struct matrix_row *row)
{
    fputs("<section><h2>What the tool said</h2>\n", output);
    if (row->problem)
        put_element(output, "p", row->problem);
    else
        put_ending(output, row);
    put_output(output, "Standard output", row->result.output);
    if (row->result.errors && *row->result.errors)
        put_output(output, "Standard error", row->result.errors);
    fputs("</section>\n", output);
}

static const char *text_in(const json_t *entry, const char *name)
{
    const char *text = json_string_value(json_object_get(entry, name));

    return text ? text : "";
}

/* "POST mail.contoso.com/EWS/Exchange.asmx" */
static char *request_of(const json_t *entry)
{
    const char *method = text_in(entry, "method");

    return text_format("%s%s%s%s", method, *method ? " " : "", text_in(entry, "host"), text_in(entry, "path"));
}

static void put_entry(FILE *output, const json_t *entry)
{
    const json_int_t status = json_integer_value(json_object_get(entry, "status"));
    const char *time = strchr(text_in(entry, "time"), 'T');
    CLEANUP(cleanup_string) char *request = request_of(entry);
    CLEANUP(cleanup_string)
    char *answer = status ? text_format("%d %s", (int)status, text_in(entry, "reason")) : text_copy("");

    fputs("<tr>", output);
    put_element(output, "td", time ? time + 1 : "");
    put_element(output, "td", text_in(entry, "party"));
    put_element(output, "td", *text_in(entry, "method") ? request : text_in(entry, "host"));
    put_element(output, "td", answer);
    put_element(output, "td", text_in(entry, "answered_by"));
    put_element(output, "td", text_in(entry, "detail"));
    fputs("</tr>\n", output);
}

static void put_seen(FILE *output, const struct matrix_row *row)
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
static void put_truth(FILE *output, const struct matrix_row *row)
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

static void put_wrong(FILE *output, const struct matrix_row *row)
{
    CLEANUP(cleanup_string) char *sentence = matrix_row_sentence(row);

    fprintf(output, "<details id=\"row-%s\"><summary><b>%s</b> ", row->selected.id, row->selected.id);
    xml_put(output, selected_title(&row->selected));
    fputs("<span class=\"sentence\">", output);
    xml_put(output, sentence);
    fputs("</span></summary>\n", output);
    put_said(output, row);
    put_seen(output, row);
    put_truth(output, row);
    fputs("</details>\n", output);
}

static void put_head(const struct matrix *matrix, FILE *output)
{
    const size_t skipped = matrix_count(matrix, MATRIX_SKIPPED);

    fputs("<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\">\n<head><meta charset=\"utf-8\"/>"
          "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>fblab matrix</title>\n"
          "<style>" MATRIX_PAGE_STYLE "</style></head>\n<body>\n<h1>Which failures does it get wrong?</h1>\n<p><code>",
          output);
    xml_put(output, matrix->tool);
    fprintf(
        output,
        "</code></p>\n<p class=\"count\"><span class=\"right\">%zu right</span> <span class=\"wrong\">%zu wrong</span>",
        matrix_count(matrix, MATRIX_RIGHT), matrix_count(matrix, MATRIX_WRONG));
    if (skipped)
        fprintf(output, " <span class=\"skipped\">%zu not run</span>", skipped);
    fprintf(output, " <span class=\"note\">fblab %s, --seed %llu</span></p>\n", FBLAB_VERSION,
            (unsigned long long)matrix->seed);
}

bool matrix_page(const struct matrix *matrix, const char *path, struct error *error)
{
    CLEANUP(cleanup_string) char *text = NULL;
    size_t size = 0;
    FILE *output = open_memstream(&text, &size);

    if (!output)
        abort();
    put_head(matrix, output);
    matrix_picture(matrix, output);
    for (size_t i = 0; i < matrix->count; i++)
        if (matrix->rows[i].state == MATRIX_WRONG)
            put_wrong(output, &matrix->rows[i]);
    fputs("</body>\n</html>\n", output);
    fclose(output);
    return file_write(path, text, size, 0644, error);
}
