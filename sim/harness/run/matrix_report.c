/* SPDX-License-Identifier: MIT */
/* Makes results of a report in JSON. */
#include "matrix_report.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/memory.h"
#include "base/text.h"
#include "tolerance.h"

#include <string.h>

#define FILE_LIMIT ((size_t)256 << 20) /* a journal and two outputs for each wrong row, all of them wrong */

static bool has_rows(const json_t *json)
{
    const json_t *rows = json_object_get(json, "rows"), *row;
    size_t index;

    json_array_foreach(rows, index, row)
    {
        if (!json_is_object(row))
            return false;
    }
    return json_is_array(rows) && json_is_string(json_object_get(json, "tool"));
}

json_t *matrix_report_json(const char *path, struct error *error)
{
    size_t length = 0;
    CLEANUP(cleanup_string) char *text = file_read(path, FILE_LIMIT, &length, error);
    json_error_t mistake = {0};
    CLEANUP(json_release) json_t *json = text ? json_loadb(text, length, 0, &mistake) : NULL;

    if (text && !json)
        error_set(error, "%s:%d:%d: it is no JSON: %s", path, mistake.line, mistake.column, mistake.text);
    else if (json && !has_rows(json))
        error_set(error, "%s is no report of fblab matrix --json: it needs \"tool\" and \"rows\"", path);
    else
        return TAKE(json);
    return NULL;
}

static bool state_of(const char *name, enum results_state *state)
{
    for (size_t i = 0; i < RESULTS_STATE_COUNT; i++)
        if (strcmp(results_state_name((enum results_state)i), name) == 0) {
            *state = (enum results_state)i;
            return true;
        }
    return false;
}

static bool select_row(struct selected *selected, const char *id, const struct library *library, struct error *error)
{
    selected->scenario = library_find(library, id, &selected->variant, error);
    if (!selected->scenario)
        return false;
    if (!selected->variant)
        return error_set(error, "%s is nothing that can be run", id);
    variant_id(selected->scenario, selected->variant, selected->id);
    return strcmp(selected->id, id) == 0 || error_set(error, "%s is written %s", id, selected->id);
}

static int integer_in(const json_t *json, const char *name, int otherwise)
{
    const json_t *value = json_object_get(json, name);

    return json_is_integer(value) ? (int)json_integer_value(value) : otherwise;
}

static void read_tool(struct results_row *row, const json_t *json)
{
    row->tool = (struct child_result){.status = integer_in(json, "exit_status", -1),
                                      .signal = integer_in(json, "signal", 0),
                                      .timed_out = json_is_true(json_object_get(json, "timed_out")),
                                      .cut = json_is_true(json_object_get(json, "cut")),
                                      .output = text_copy(json_string_value(json_object_get(json, "output"))),
                                      .errors = text_copy(json_string_value(json_object_get(json, "errors")))};
    row->tool.length = row->tool.output ? strlen(row->tool.output) : 0;
    row->evidence = json_incref(json_object_get(json, "evidence"));
}

/* Why it is not as it should be. A row that says neither why nor what the tool said is none that we have written. */
static bool read_sentence(struct results_row *row, const json_t *json, struct error *error)
{
    row->sentence = text_copy(json_string_value(json_object_get(json, "sentence")));
    if (row->state == RESULTS_UNEXPECTED && !row->sentence && row->verdict.name)
        row->sentence = verdict_unexpected_sentence(&row->verdict);
    return row->sentence || (row->state != RESULTS_WRONG && row->state != RESULTS_UNEXPECTED) ||
           error_set(error, "row %s (%s) has no \"sentence\"", row->selected.id, results_state_name(row->state));
}

static bool read_row(struct results_row *row, const json_t *json, const struct library *library, struct error *error)
{
    const char *got = json_string_value(json_object_get(json, "got"));

    if (!select_row(&row->selected, json_member_text(json, "id"), library, error))
        return false;
    if (!state_of(json_member_text(json, "state"), &row->state))
        return error_set(error, "row %s has no \"state\"", row->selected.id);
    row->verdict = (struct verdict){.kind = got ? verdict_kind_of(got) : VERDICT_ROWS, .name = got};
    row->elapsed_ms = json_number_value(json_object_get(json, "elapsed_ms"));
    row->runs = (unsigned)integer_in(json, "runs", 0);
    row->unusable = json_is_true(json_object_get(json, "unusable"));
    row->false_alarm = row->state == RESULTS_UNEXPECTED && json_is_true(json_object_get(json, "false_alarm"));
    row->excused = row->state == RESULTS_WRONG ? tolerance_excuse(json_member_text(json, "excused")) : NULL;
    read_tool(row, json);
    return read_sentence(row, json, error);
}

static void read_fixed(struct results *results, const json_t *fixed)
{
    const json_t *id;
    size_t index;

    json_array_foreach(fixed, index, id)
    {
        for (size_t i = 0; json_is_string(id) && i < results->count; i++)
            if (strcmp(results->rows[i].selected.id, json_string_value(id)) == 0)
                results->rows[i].fixed = results->rows[i].state == RESULTS_RIGHT;
    }
}

static bool read_share(struct results_share *share, const json_t *json, struct error *error)
{
    const char *text = json_string_value(json_object_get(json, "shard"));

    if (!text || results_share_read(share, text))
        return true;
    return error_set(error, "\"shard\" must be K/N, not \"%s\"", text);
}

static bool read_report(struct matrix_report *report, const struct library *library, struct error *error)
{
    const json_t *rows = json_object_get(report->json, "rows"), *row;
    size_t index;

    report->results = (struct results){.of = RESULTS_OF_MATRIX,
                                       .tool = json_member_text(report->json, "tool"),
                                       .seed = (uint64_t)json_integer_value(json_object_get(report->json, "seed")),
                                       .rows = memory_array(json_array_size(rows) + 1, sizeof(struct results_row)),
                                       .count = json_array_size(rows)};
    json_array_foreach(rows, index, row)
    {
        if (!read_row(&report->results.rows[index], row, library, error))
            return false;
    }
    read_fixed(&report->results, json_object_get(report->json, "fixed"));
    return read_share(&report->results.share, report->json, error);
}

struct matrix_report *matrix_report_read(const char *path, const struct library *library, struct error *error)
{
    CLEANUP(matrix_report_free) struct matrix_report *report = memory_new(sizeof *report);
    struct error problem = {""};

    report->path = text_copy(path);
    if (!(report->json = matrix_report_json(path, error)))
        return NULL;
    if (read_report(report, library, &problem))
        return TAKE(report);
    error_set(error, "%s: %s", path, problem.text);
    return NULL;
}

void matrix_report_free(struct matrix_report **report)
{
    if (!*report)
        return;
    results_clear(&(*report)->results);
    json_decref((*report)->json);
    free((*report)->path);
    free(*report);
    *report = NULL;
}
