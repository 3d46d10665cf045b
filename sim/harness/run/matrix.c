/* SPDX-License-Identifier: MIT */
/* Runs the tool for a row, as often as the row needs, and keeps what tells why it was wrong. */
#include "matrix.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "row_workers.h"
#include "tool_lab.h"

#include <string.h>

/* Enough for one row. */
enum { JOURNAL_BYTES = 256 << 10 };

struct matrix_run {
    const struct matrix *matrix;
    struct lab_options options;
    int stop;
};

static bool run_tool(const struct matrix_run *run, const struct tool_lab *tool_lab, struct results_row *row,
                     struct error *error)
{
    CLEANUP(tool_lab_environment_free) char **environment = tool_lab_environment(tool_lab, error);
    const char *const arguments[] = {"/bin/sh", "-c", run->matrix->tool, NULL};
    const struct child_order order = {.arguments = arguments,
                                      .environment = environment,
                                      .seconds = run->matrix->seconds,
                                      .stop = run->stop,
                                      .isolation = tool_lab->isolation,
                                      .keep_errors = true};

    child_result_clear(&row->tool);
    row->runs++;
    return environment && child_run(&order, &row->tool, error) &&
           (row->tool.stopped || verdicts_judge(run->matrix->verdicts, &row->tool, &row->verdict, error));
}

/* As often as the scenario says, until the tool sees more than a healthy lab. */
static bool run_often(const struct matrix_run *run, const struct tool_lab *tool_lab, struct results_row *row,
                      struct error *error)
{
    const double attempts = row->selected.variant->attempts;

    do {
        if (!run_tool(run, tool_lab, row, error))
            return false;
    } while (row->runs < attempts && !row->tool.stopped && verdict_names(&row->verdict, HEALTHY_ROW));
    return true;
}

static json_t *journal_of(const struct tool_lab *tool_lab)
{
    CLEANUP(cleanup_string) char *text = NULL;
    size_t size;
    FILE *memory = text_stream(&text, &size);

    lab_write_journal(tool_lab->lab, memory, NULL);
    text_stream_close(memory);
    return json_loads(text, 0, NULL);
}

static void shorten(struct child_result *result)
{
    if (result->length > MATRIX_MOST_OUTPUT) {
        result->output[MATRIX_MOST_OUTPUT] = '\0';
        result->length = MATRIX_MOST_OUTPUT;
        result->cut = true;
    }
    if (result->errors && strlen(result->errors) > MATRIX_MOST_OUTPUT) {
        result->errors[MATRIX_MOST_OUTPUT] = '\0';
        result->cut = true;
    }
}

/* Sets the state, and says why it is wrong. */
static void judge_verdict(const struct matrix_run *run, struct results_row *row)
{
    const char *expected = row->selected.variant->expect;

    if (row->unusable) {
        row->state = RESULTS_WRONG;
    } else if (!verdicts_cover(run->matrix->verdicts, expected)) {
        row->state = RESULTS_UNEXPECTED;
        row->false_alarm = row->verdict.kind == VERDICT_ROWS && !verdict_names(&row->verdict, HEALTHY_ROW);
        row->sentence = verdict_unexpected_sentence(&row->verdict);
    } else if (verdict_names(&row->verdict, expected)) {
        row->state = RESULTS_RIGHT;
    } else {
        row->state = RESULTS_WRONG;
        row->sentence = verdict_sentence(&row->verdict, &row->tool, expected);
    }
    tolerance_apply(run->matrix->tolerance, row);
}

/* Who is right needs no more words. */
static void conclude(const struct matrix_run *run, struct results_row *row, const struct tool_lab *tool_lab)
{
    judge_verdict(run, row);
    if (!results_is_notable(row)) {
        free(TAKE(row->tool.output));
        free(TAKE(row->tool.errors));
        return;
    }
    shorten(&row->tool);
    row->evidence = journal_of(tool_lab);
}

static void break_and_run(const struct matrix_run *run, const struct tool_lab *tool_lab, struct results_row *row)
{
    struct error error = {""};
    bool done = lab_arm(tool_lab->lab, row->selected.id, &error);

    lab_clear_journal(tool_lab->lab);
    done = done && run_often(run, tool_lab, row, &error);
    row->unusable = !done;
    row->sentence = done ? NULL : text_copy(error.text);
}

static bool judge(void *context, void *lab, struct results_row *row)
{
    const struct matrix_run *run = context;
    const struct tool_lab *tool_lab = lab;
    const double began = clock_ms();

    break_and_run(run, tool_lab, row);
    if (row->tool.stopped)
        return false;
    conclude(run, row, tool_lab);
    row->elapsed_ms = clock_ms() - began;
    return true;
}

static void *begin(void *context, struct error *error)
{
    const struct matrix_run *run = context;

    return tool_lab_start(&run->options, run->matrix->with_admin, error);
}

static void end(void *lab)
{
    struct tool_lab *tool_lab = lab;

    tool_lab_stop(&tool_lab);
}

bool matrix_run(const struct matrix *matrix, struct results *results, const struct results_settings *settings,
                struct error *error)
{
    struct matrix_run run = {.matrix = matrix,
                             .options = {.scenarios = settings->scenarios,
                                         .seed = results->seed,
                                         .journal_bytes = JOURNAL_BYTES,
                                         .published = matrix->isolated},
                             .stop = settings->stop};
    const struct row_work work = {.context = &run, .begin = begin, .judge = judge, .end = end};

    results->of = RESULTS_OF_MATRIX;
    results->tool = matrix->tool;
    return row_workers_run(&work, results, settings, error);
}
