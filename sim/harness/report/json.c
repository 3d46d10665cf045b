/* SPDX-License-Identifier: MIT */
/* The JSON of `replay --json` and `matrix --json`; members only come to be added. */
#include "report.h"

#include "base/json_text.h"

/* Every look of the judge, as it came out. */
static json_t *replay_row(const struct results_row *row)
{
    return json_pack("{s:s, s:s, s:O, s:s?, s:b, s:b, s:b, s:f, s:s, s:s?}", "id", row->selected.id, "expected",
                     row->selected.variant->expect, "got", row->diagnoses, "error_text", row->error_text, "text_ok",
                     row->checks[RESULTS_TEXT], "verdict_ok", row->checks[RESULTS_VERDICT], "repair_ok",
                     row->checks[RESULTS_REPAIR], "elapsed_ms", row->elapsed_ms, "tool", "fbcheck", "problem",
                     row->sentence);
}

/* Of a tool that was wrong or gave a false alarm, also what shows why. */
static json_t *matrix_row(const struct results_row *row)
{
    json_t *json = json_pack("{s:s, s:s, s:s?, s:s, s:f, s:i}", "id", row->selected.id, "expected",
                             row->selected.variant->expect, "got", row->verdict.name, "state",
                             results_state_name(row->state), "elapsed_ms", row->elapsed_ms, "runs", (int)row->runs);

    if (row->state == RESULTS_UNEXPECTED)
        json_object_set_new(json, "false_alarm", json_boolean(row->false_alarm));
    if (row->excused)
        json_object_set_new(json, "excused", json_string(row->excused));
    if (!results_is_notable(row))
        return json;
    json_object_set_new(json, "sentence", json_text(row->sentence));
    json_object_set_new(json, "exit_status", row->tool.status < 0 ? json_null() : json_integer(row->tool.status));
    json_object_set_new(json, "signal", row->tool.signal ? json_integer(row->tool.signal) : json_null());
    json_object_set_new(json, "timed_out", json_boolean(row->tool.timed_out));
    json_object_set_new(json, "unusable", json_boolean(row->unusable));
    json_object_set_new(json, "output", json_text(row->tool.output));
    json_object_set_new(json, "errors", json_text(row->tool.errors));
    json_object_set_new(json, "cut", json_boolean(row->tool.cut));
    json_object_set(json, "evidence", row->evidence);
    return json;
}

static json_t *rows_of(const struct results *results)
{
    json_t *rows = json_array();

    for (size_t i = 0; i < results->count; i++)
        json_array_append_new(rows, results->of == RESULTS_OF_REPLAY ? replay_row(&results->rows[i])
                                                                     : matrix_row(&results->rows[i]));
    return rows;
}

static json_t *fixed_rows(const struct results *results)
{
    json_t *fixed = json_array();

    for (size_t i = 0; i < results->count; i++)
        if (results->rows[i].fixed)
            json_array_append_new(fixed, json_string(results->rows[i].selected.id));
    return fixed;
}

static json_t *matrix_to_json(const struct results *results)
{
    const size_t wrong = results_count(results, RESULTS_WRONG);
    json_t *json =
        json_pack("{s:o, s:I, s:I, s:I, s:I, s:I, s:I, s:o, s:I, s:o, s:o}", "tool", json_text(results->tool), "passed",
                  (json_int_t)results_count(results, RESULTS_RIGHT), "failed", (json_int_t)wrong, "skipped",
                  (json_int_t)results_count(results, RESULTS_SKIPPED), "no_verdict_expected",
                  (json_int_t)results_count(results, RESULTS_UNEXPECTED), "false_alarms",
                  (json_int_t)results_false_alarms(results), "excused", (json_int_t)(wrong - results_failing(results)),
                  "fixed", fixed_rows(results), "seed", (json_int_t)results->seed, "rows", rows_of(results),
                  "confusion", results_confusion(results));

    if (results->share.of)
        json_object_set_new(json, "shard", json_sprintf("%u/%u", results->share.nth, results->share.of));
    return json;
}

static json_t *replay_to_json(const struct results *results)
{
    const json_int_t right = (json_int_t)results_count(results, RESULTS_RIGHT);

    return json_pack("{s:I, s:I, s:I, s:o}", "passed", right, "failed", (json_int_t)results->count - right, "seed",
                     (json_int_t)results->seed, "rows", rows_of(results));
}

void report_json(const struct results *results, FILE *output)
{
    json_t *json = results->of == RESULTS_OF_REPLAY ? replay_to_json(results) : matrix_to_json(results);

    json_dumpf(json, output, JSON_INDENT(2));
    fputc('\n', output);
    json_decref(json);
}
