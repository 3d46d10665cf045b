/* SPDX-License-Identifier: MIT */
#include "replay_report.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "xml/xml.h"

#include <string.h>

size_t report_failed(const struct replay *replay)
{
    size_t failed = 0;

    for (size_t i = 0; i < replay->count; i++)
        failed += !replay_row_passed(&replay->rows[i]);
    return failed;
}

static const char *mark(bool good, bool colour)
{
    if (!colour)
        return good ? "ok  " : "FAIL";
    return good ? "\033[32mok  \033[0m" : "\033[31mFAIL\033[0m";
}

static const char *title(const struct replay_row *row)
{
    return row->variant->title ? row->variant->title : row->scenario->title;
}

void report_table(const struct replay *replay, FILE *output, bool colour)
{
    const size_t failed = report_failed(replay);

    fprintf(output, "%-14s %-4s  %-7s  %-6s %7s  %s\n", "row", "text", "verdict", "repair", "ms", "failure");
    for (size_t i = 0; i < replay->count; i++) {
        const struct replay_row *row = &replay->rows[i];
        fprintf(output, "%-14s %s  %s     %s   %7.0f  %s\n", row->id, mark(row->text_ok, colour),
                mark(row->verdict_ok, colour), mark(row->repair_ok, colour), row->elapsed_ms, title(row));
        if (row->problem)
            fprintf(output, "        %s\n", row->problem);
    }
    fprintf(output, "\n%zu passed, %zu failed; --seed %llu repeats the run\n", replay->count - failed, failed,
            (unsigned long long)replay->seed);
}

static json_t *row_to_json(const struct replay_row *row)
{
    return json_pack("{s:s, s:s, s:O, s:s?, s:b, s:b, s:b, s:f, s:s, s:s?}", "id", row->id, "expected",
                     row->variant->expect, "got", row->got, "error_text", row->error_text, "text_ok", row->text_ok,
                     "verdict_ok", row->verdict_ok, "repair_ok", row->repair_ok, "elapsed_ms", row->elapsed_ms, "tool",
                     "fbcheck", "problem", row->problem);
}

void report_json(const struct replay *replay, FILE *output)
{
    const size_t failed = report_failed(replay);
    json_t *rows = json_array();
    json_t *json = json_pack("{s:I, s:I, s:I, s:o}", "passed", (json_int_t)(replay->count - failed), "failed",
                             (json_int_t)failed, "seed", (json_int_t)replay->seed, "rows", rows);

    for (size_t i = 0; i < replay->count; i++)
        json_array_append_new(rows, row_to_json(&replay->rows[i]));
    json_dumpf(json, output, JSON_INDENT(2));
    fputc('\n', output);
    json_decref(json);
}

static void put_case(FILE *output, const struct replay_row *row)
{
    fprintf(output, "  <testcase classname=\"fblab.replay\" name=\"%s ", row->id);
    xml_put(output, title(row));
    fprintf(output, "\" time=\"%.3f\">", row->elapsed_ms / 1e3);
    if (!replay_row_passed(row)) {
        fputs("<failure message=\"", output);
        xml_put(output, row->problem ? row->problem : "not as documented");
        fputs("\"/>", output);
    }
    fputs("</testcase>\n", output);
}

bool report_junit(const struct replay *replay, const char *path, struct error *error)
{
    CLEANUP(cleanup_string) char *text = NULL;
    size_t size = 0;
    FILE *memory = open_memstream(&text, &size);

    fprintf(memory,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"fblab replay\" tests=\"%zu\" "
            "failures=\"%zu\">\n",
            replay->count, report_failed(replay));
    for (size_t i = 0; i < replay->count; i++)
        put_case(memory, &replay->rows[i]);
    fputs("</testsuite>\n", memory);
    fclose(memory);
    return file_write(path, text, size, 0644, error);
}
