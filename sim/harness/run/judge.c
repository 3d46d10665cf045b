/* SPDX-License-Identifier: MIT */
/* Arms a row, asks fbcheck, compares with what is documented, repairs, asks again. */
#include "judge.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "child.h"
#include "evidence/evidence.h"
#include "phrase/phrase.h"
#include "tool_lab.h"

#include <string.h>

enum { TOOL_SECONDS = 60 };

struct judge {
    struct tool_lab *tool_lab;
    char *client, *scenarios;
    int stop;
    bool stopped;
};

struct judge *judge_new(const struct lab_options *options, int stop, struct error *error)
{
    struct judge *judge = memory_new(sizeof *judge);

    judge->stop = stop;
    judge->client = child_sibling("fbcheck");
    judge->scenarios = text_copy(options->scenarios);
    judge->tool_lab = tool_lab_start(options, false, error);
    if (!judge->tool_lab)
        judge_free(&judge);
    return judge;
}

void judge_free(struct judge **judge)
{
    if (!*judge)
        return;
    tool_lab_stop(&(*judge)->tool_lab);
    free((*judge)->client);
    free((*judge)->scenarios);
    free(*judge);
    *judge = NULL;
}

enum { MOST_ARGUMENTS = 8 };

static void write_arguments(const struct judge *judge, const char *arguments[MOST_ARGUMENTS])
{
    const char *const always[] = {judge->client, "query", "--lab", judge->tool_lab->ready_file, "--json"};
    size_t count = ARRAY_SIZE(always);

    memcpy(arguments, always, sizeof always);
    if (judge->scenarios) {
        arguments[count++] = "--scenarios";
        arguments[count++] = judge->scenarios;
    }
    arguments[count] = NULL;
}

/* What fbcheck says about the lab as it stands. NULL: no JSON came. The caller owns the reference. */
static json_t *look_up(struct judge *judge, struct error *error)
{
    const char *arguments[MOST_ARGUMENTS];
    const struct child_order order = {.arguments = arguments, .seconds = TOOL_SECONDS, .stop = judge->stop};
    struct child_result result;
    json_t *json = NULL;
    json_error_t mistake;

    write_arguments(judge, arguments);
    if (child_run(&order, &result, error)) {
        json = json_loads(result.output, 0, &mistake);
        judge->stopped = result.stopped;
        if (result.timed_out)
            error_set(error, "%s took longer than %d seconds and was ended", judge->client, TOOL_SECONDS);
        else if (!json)
            error_set(error, "%s (exit status %d) printed no JSON: %s", judge->client, result.status, mistake.text);
    }
    child_result_clear(&result);
    return json;
}

/* As often as the scenario says: the first answer that is no success, or the last. */
static json_t *look_up_often(struct judge *judge, const struct results_row *row, struct error *error)
{
    json_t *answer = look_up(judge, error);

    for (unsigned i = 1; i < row->selected.variant->attempts && json_is_true(json_object_get(answer, "ok")); i++) {
        json_decref(answer);
        answer = look_up(judge, error);
    }
    return answer;
}

static json_t *ids_of(const json_t *answer)
{
    json_t *ids = json_array();
    size_t index;
    json_t *diagnosis;

    json_array_foreach(json_object_get(answer, "diagnoses"), index, diagnosis)
        json_array_append(ids, json_object_get(diagnosis, "id"));
    return ids;
}

static bool prints(const char *error_text, const char *block, const char *documented)
{
    return text_contains(error_text, documented) || text_contains(block, documented);
}

bool judge_text(const struct selected *selected, const char *error_text, const char *block)
{
    const struct words *documented = &selected->scenario->errors;

    if (!error_text)
        return strcmp(selected->variant->expect, HEALTHY_ROW) == 0;
    if (selected->variant->error)
        return prints(error_text, block, selected->variant->error);
    for (size_t i = 0; i < documented->count; i++)
        if (prints(error_text, block, documented->items[i]))
            return true;
    return false;
}

/* The best diagnosis; the row owns its name. */
static struct verdict verdict_of(const struct results_row *row, bool ok)
{
    const char *first = json_string_value(json_array_get(row->diagnoses, 0));

    if (first)
        return (struct verdict){.kind = VERDICT_ROWS, .name = first};
    return ok ? (struct verdict){.kind = VERDICT_ROWS, .name = HEALTHY_ROW}
              : (struct verdict){.kind = VERDICT_NOTHING, .name = "nothing"};
}

static void judge_answer(struct results_row *row, const json_t *answer)
{
    CLEANUP(lookup_free) struct lookup *lookup = lookup_from_json(answer, NULL);
    const bool ok = json_is_true(json_object_get(answer, "ok"));
    const bool healthy = strcmp(row->selected.variant->expect, HEALTHY_ROW) == 0;

    row->error_text = text_copy(json_string_value(json_object_get(answer, "error_text")));
    row->block = lookup && row->error_text ? phrase_block(lookup) : NULL;
    row->diagnoses = ids_of(answer);
    row->verdict = verdict_of(row, ok);
    row->checks[RESULTS_TEXT] = judge_text(&row->selected, row->error_text, row->block);
    row->checks[RESULTS_VERDICT] = ok == healthy && strcmp(row->verdict.name, row->selected.variant->expect) == 0;
}

static bool judge_repair(struct judge *judge, struct results_row *row, struct error *error)
{
    json_t *answer;

    if (!row->selected.variant->repair.count) {
        row->checks[RESULTS_REPAIR] = strcmp(row->selected.variant->expect, HEALTHY_ROW) == 0;
        return row->checks[RESULTS_REPAIR] || error_set(error, "the scenario has no repair");
    }
    if (!lab_repair(judge->tool_lab->lab, error))
        return false;
    answer = look_up_often(judge, row, error);
    row->checks[RESULTS_REPAIR] = json_is_true(json_object_get(answer, "ok"));
    if (answer && !row->checks[RESULTS_REPAIR])
        error_set(error, "the look-up fails after the repair: %s",
                  json_string_value(json_object_get(answer, "error_text")));
    json_decref(answer);
    return row->checks[RESULTS_REPAIR];
}

static bool judge_failure(struct judge *judge, struct results_row *row, struct error *error)
{
    json_t *answer;

    if (!lab_arm(judge->tool_lab->lab, row->selected.id, error) || !(answer = look_up_often(judge, row, error)))
        return false;
    judge_answer(row, answer);
    json_decref(answer);
    if (!row->checks[RESULTS_TEXT])
        error_set(error, "the text is not the documented one: %s", row->error_text ? row->error_text : "(none)");
    else if (!row->checks[RESULTS_VERDICT])
        error_set(error, "the verdict is %s, not %s", row->verdict.name, row->selected.variant->expect);
    return true;
}

static bool is_as_documented(const struct results_row *row)
{
    return row->checks[RESULTS_TEXT] && row->checks[RESULTS_VERDICT] && row->checks[RESULTS_REPAIR];
}

bool judge_row(struct judge *judge, struct results_row *row)
{
    const double began = clock_ms();
    struct error error = {""};

    if (judge_failure(judge, row, &error)) {
        struct error trouble = {""};
        if (!judge_repair(judge, row, &trouble) && !error.text[0])
            error = trouble;
    }
    if (!row->diagnoses)
        row->diagnoses = json_array();
    row->state = is_as_documented(row) ? RESULTS_RIGHT : RESULTS_WRONG;
    row->elapsed_ms = clock_ms() - began;
    row->sentence = error.text[0] ? text_copy(error.text) : NULL;
    return !judge->stopped;
}
