/* SPDX-License-Identifier: MIT */
/* SARIF, version 2.1.0, which code scanning reads: a rule for each failure, a result for each row that was wrong. */
#include "base/cleanup.h"
#include "base/json_text.h"
#include "harness/report/report.h"

#include <string.h>

#define SCHEMA "https://json.schemastore.org/sarif-2.1.0.json"

static const char *const names[] = {[RESULTS_OF_REPLAY] = "fblab replay", [RESULTS_OF_MATRIX] = "fblab matrix"};

/* Each failure once: where two rows of one stand apart, the first counts. */
static json_t *rules_of(const struct results *results)
{
    json_t *rules = json_array(), *known = json_object();

    for (size_t i = 0; i < results->count; i++) {
        const struct scenario *scenario = results->rows[i].selected.scenario;
        if (json_object_get(known, scenario->id))
            continue;
        json_object_set_new(known, scenario->id, json_true());
        json_array_append_new(rules, json_pack("{s:s, s:{s:o}}", "id", scenario->id, "shortDescription", "text",
                                               json_text(scenario->title)));
    }
    json_decref(known);
    return rules;
}

/* The file of the failure: a result needs a place, and what a tool does wrong has none in a file of its own. */
static json_t *place_of(const struct results_row *row)
{
    const char *file = row->selected.scenario->file;
    const char *name = file && strrchr(file, '/') ? strrchr(file, '/') + 1 : file;

    return json_pack("[{s:{s:{s:o}}, s:[{s:s, s:s}]}]", "physicalLocation", "artifactLocation", "uri",
                     json_text(name ? name : row->selected.id), "logicalLocations", "name", row->selected.id, "kind",
                     "scenario");
}

static json_t *result_of(const struct results_row *row)
{
    const char *sentence = row->sentence ? row->sentence : "not as documented";

    return json_pack("{s:s, s:s, s:{s:o}, s:o, s:{s:s}, s:{s:s, s:s?}}", "ruleId", row->selected.scenario->id, "level",
                     row->excused                  ? "note"
                     : row->state == RESULTS_WRONG ? "error"
                                                   : "warning",
                     "message", "text", json_text(sentence), "locations", place_of(row), "partialFingerprints",
                     "row/v1", row->selected.id, "properties", "expected", row->selected.variant->expect, "got",
                     row->verdict.name);
}

static json_t *results_to_json(const struct results *results)
{
    json_t *list = json_array();

    for (size_t i = 0; i < results->count; i++)
        if (results_is_notable(&results->rows[i]))
            json_array_append_new(list, result_of(&results->rows[i]));
    return list;
}

REPORT_FORMAT(sarif, "write SARIF for code scanning as well")
{
    json_t *driver =
        json_pack("{s:s, s:s, s:o}", "name", names[results->of], "version", FBLAB_VERSION, "rules", rules_of(results));
    json_t *run = json_pack("{s:{s:o}, s:[{s:b}], s:o, s:{s:o, s:I}}", "tool", "driver", driver, "invocations",
                            "executionSuccessful", results_count(results, RESULTS_SKIPPED) == 0, "results",
                            results_to_json(results), "properties", "tool", json_text(results->tool), "seed",
                            (json_int_t)results->seed);
    json_t *log = json_pack("{s:s, s:s, s:[o]}", "$schema", SCHEMA, "version", "2.1.0", "runs", run);

    json_dumpf(log, output, JSON_INDENT(2));
    fputc('\n', output);
    json_decref(log);
}
