/* SPDX-License-Identifier: MIT */
#include "matrix_report.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/text.h"
#include "xml/xml.h"

#include <signal.h>
#include <string.h>

static const char *said(const struct matrix_row *row)
{
    return row->verdict.name ? row->verdict.name : "-";
}

char *matrix_row_sentence(const struct matrix_row *row)
{
    const char *expected = row->selected.variant->expect;

    if (row->problem)
        return text_copy(row->problem);
    switch (row->verdict.kind) {
    case VERDICT_ROWS:
        if (strcmp(row->verdict.name, "00") == 0)
            return text_format("this is row %s, and the tool said green", expected);
        return text_format("this is row %s, and the tool said %s", expected, row->verdict.name);
    case VERDICT_NOTHING: return text_format("this is row %s, and the tool named no row", expected);
    case VERDICT_TIMED_OUT: return text_format("this is row %s, and the tool did not end in time", expected);
    case VERDICT_CRASHED:
        return text_format("this is row %s, and signal %s ended the tool", expected,
                           sigabbrev_np(row->result.signal ? row->result.signal : row->result.status - 128));
    case VERDICT_NOT_RUN:
        return text_format("this is row %s, and the shell found nothing to run (exit status %d)", expected,
                           row->result.status);
    }
    return NULL;
}

static const char *mark(enum matrix_state state, bool colour)
{
    static const char *const plain[] = {[MATRIX_SKIPPED] = "-    ", [MATRIX_RIGHT] = "ok   ", [MATRIX_WRONG] = "WRONG"};
    static const char *const bright[] = {[MATRIX_SKIPPED] = "\033[2m-    \033[0m",
                                         [MATRIX_RIGHT] = "\033[32mok   \033[0m",
                                         [MATRIX_WRONG] = "\033[31mWRONG\033[0m"};

    return (colour ? bright : plain)[state];
}

/* Verdicts that several rows share are long. */
static int widest(const struct matrix *matrix)
{
    size_t width = strlen("verdict");

    for (size_t i = 0; i < matrix->count; i++)
        width = strlen(said(&matrix->rows[i])) > width ? strlen(said(&matrix->rows[i])) : width;
    return (int)width;
}

static void put_row(const struct matrix_row *row, int width, FILE *output, bool colour)
{
    CLEANUP(cleanup_string) char *sentence = row->problem ? matrix_row_sentence(row) : NULL;

    fprintf(output, "%-14s %-12s  %-*s  %s %7.0f  %s\n", row->selected.id, row->selected.variant->expect, width,
            said(row), mark(row->state, colour), row->elapsed_ms, selected_title(&row->selected));
    if (sentence)
        fprintf(output, "        %s\n", sentence);
}

json_t *matrix_confusion(const struct matrix *matrix)
{
    json_t *confusion = json_object();

    for (size_t i = 0; i < matrix->count; i++) {
        const struct matrix_row *row = &matrix->rows[i];
        const char *expected = row->selected.variant->expect;
        json_t *line = json_object_get(confusion, expected);
        if (row->state == MATRIX_SKIPPED)
            continue;
        if (!line)
            json_object_set_new(confusion, expected, line = json_object());
        json_object_set_new(line, said(row), json_integer(json_integer_value(json_object_get(line, said(row))) + 1));
    }
    return confusion;
}

/* Only what was taken for something else. */
static void put_confusion(const struct matrix *matrix, FILE *output)
{
    json_t *confusion = matrix_confusion(matrix), *line, *times;
    const char *expected, *name;

    for (size_t i = 0; i < matrix->count; i++)
        if (matrix->rows[i].state == MATRIX_RIGHT)
            json_object_del(json_object_get(confusion, matrix->rows[i].selected.variant->expect),
                            said(&matrix->rows[i]));
    fprintf(output, "\n%-12s  %-*s  times\n", "row", widest(matrix), "called");
    json_object_foreach(confusion, expected, line) json_object_foreach(line, name, times)
        fprintf(output, "%-12s  %-*s  %5d\n", expected, widest(matrix), name, (int)json_integer_value(times));
    json_decref(confusion);
}

void matrix_table(const struct matrix *matrix, FILE *output, bool colour)
{
    const size_t wrong = matrix_count(matrix, MATRIX_WRONG), skipped = matrix_count(matrix, MATRIX_SKIPPED);

    fprintf(output, "%-14s %-12s  %-*s  %-5s %7s  %s\n", "scenario", "row", widest(matrix), "verdict", "", "ms",
            "failure");
    for (size_t i = 0; i < matrix->count; i++)
        put_row(&matrix->rows[i], widest(matrix), output, colour);
    if (wrong)
        put_confusion(matrix, output);
    fprintf(output, "\n%zu right, %zu wrong", matrix_count(matrix, MATRIX_RIGHT), wrong);
    if (skipped)
        fprintf(output, ", %zu not run (the verdicts file has none for them)", skipped);
    fprintf(output, "; --seed %llu repeats the run\n", (unsigned long long)matrix->seed);
}

static json_t *row_to_json(const struct matrix_row *row)
{
    static const char *const states[] = {
        [MATRIX_SKIPPED] = "skipped", [MATRIX_RIGHT] = "right", [MATRIX_WRONG] = "wrong"};
    CLEANUP(cleanup_string) char *sentence = row->state == MATRIX_WRONG ? matrix_row_sentence(row) : NULL;
    json_t *json = json_pack("{s:s, s:s, s:s?, s:s, s:f, s:i}", "id", row->selected.id, "expected",
                             row->selected.variant->expect, "got", row->verdict.name, "state", states[row->state],
                             "elapsed_ms", row->elapsed_ms, "runs", (int)row->runs);

    if (row->state != MATRIX_WRONG)
        return json;
    json_object_set_new(json, "sentence", json_text(sentence));
    json_object_set_new(json, "exit_status", row->result.status < 0 ? json_null() : json_integer(row->result.status));
    json_object_set_new(json, "output", json_text(row->result.output));
    json_object_set_new(json, "errors", json_text(row->result.errors));
    json_object_set_new(json, "cut", json_boolean(row->result.cut));
    json_object_set(json, "evidence", row->evidence);
    return json;
}

json_t *matrix_to_json(const struct matrix *matrix)
{
    json_t *rows = json_array();

    for (size_t i = 0; i < matrix->count; i++)
        json_array_append_new(rows, row_to_json(&matrix->rows[i]));
    return json_pack("{s:o, s:I, s:I, s:I, s:I, s:o, s:o}", "tool", json_text(matrix->tool), "passed",
                     (json_int_t)matrix_count(matrix, MATRIX_RIGHT), "failed",
                     (json_int_t)matrix_count(matrix, MATRIX_WRONG), "skipped",
                     (json_int_t)matrix_count(matrix, MATRIX_SKIPPED), "seed", (json_int_t)matrix->seed, "rows", rows,
                     "confusion", matrix_confusion(matrix));
}

static void put_failure(FILE *output, const struct matrix_row *row)
{
    CLEANUP(cleanup_string) char *sentence = matrix_row_sentence(row);

    fputs("<failure message=\"", output);
    xml_put(output, sentence);
    fputs("\"/><system-out>", output);
    xml_put(output, row->result.output);
    fputs("</system-out><system-err>", output);
    xml_put(output, row->result.errors);
    fputs("</system-err>", output);
}

static void put_case(FILE *output, const struct matrix_row *row)
{
    fprintf(output, "  <testcase classname=\"fblab.matrix\" name=\"%s ", row->selected.id);
    xml_put(output, selected_title(&row->selected));
    fprintf(output, "\" time=\"%.3f\">", row->elapsed_ms / 1e3);
    if (row->state == MATRIX_WRONG)
        put_failure(output, row);
    if (row->state == MATRIX_SKIPPED)
        fputs("<skipped message=\"the verdicts file has no verdict for this row\"/>", output);
    fputs("</testcase>\n", output);
}

bool matrix_junit(const struct matrix *matrix, const char *path, struct error *error)
{
    CLEANUP(cleanup_string) char *text = NULL;
    size_t size = 0;
    FILE *memory = open_memstream(&text, &size);

    if (!memory)
        abort();
    fprintf(memory,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"fblab matrix\" tests=\"%zu\" "
            "failures=\"%zu\" skipped=\"%zu\">\n",
            matrix->count, matrix_count(matrix, MATRIX_WRONG), matrix_count(matrix, MATRIX_SKIPPED));
    for (size_t i = 0; i < matrix->count; i++)
        put_case(memory, &matrix->rows[i]);
    fputs("</testsuite>\n", memory);
    fclose(memory);
    return file_write(path, text, size, 0644, error);
}
