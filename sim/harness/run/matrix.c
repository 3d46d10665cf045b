/* SPDX-License-Identifier: MIT */
#include "matrix.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "crew.h"
#include "tool_lab.h"

#include <string.h>

#define HEALTHY "00"

/* Enough for one row. */
enum { JOURNAL_BYTES = 256 << 10 };

struct run {
    struct matrix *matrix;
    matrix_progress *progress;
};

void matrix_make(struct matrix *matrix, const struct selection *selection)
{
    matrix->rows = calloc(selection->count + 1, sizeof *matrix->rows);
    if (!matrix->rows)
        abort();
    matrix->count = selection->count;
    for (size_t i = 0; i < matrix->count; i++)
        matrix->rows[i].selected = selection->items[i];
}

void matrix_clear(struct matrix *matrix)
{
    for (size_t i = 0; i < matrix->count; i++) {
        child_result_clear(&matrix->rows[i].result);
        json_decref(matrix->rows[i].evidence);
        free(matrix->rows[i].problem);
    }
    free(matrix->rows);
    matrix->rows = NULL;
    matrix->count = 0;
}

size_t matrix_count(const struct matrix *matrix, enum matrix_state state)
{
    size_t count = 0;

    for (size_t i = 0; i < matrix->count; i++)
        count += matrix->rows[i].state == state;
    return count;
}

static bool run_tool(const struct matrix *matrix, const struct tool_lab *tool_lab, struct matrix_row *row,
                     struct error *error)
{
    CLEANUP(tool_lab_environment_free) char **environment = tool_lab_environment(tool_lab, error);
    const char *const arguments[] = {"/bin/sh", "-c", matrix->tool, NULL};
    const struct child_order order = {.arguments = arguments,
                                      .environment = environment,
                                      .seconds = matrix->seconds,
                                      .stop = matrix->stop,
                                      .isolation = tool_lab->isolation,
                                      .keep_errors = true};

    child_result_clear(&row->result);
    row->runs++;
    return environment && child_run(&order, &row->result, error) &&
           (row->result.stopped || verdicts_judge(matrix->verdicts, &row->result, &row->verdict, error));
}

/* As often as the scenario says, until the tool sees more than a healthy lab. */
static bool run_often(const struct matrix *matrix, const struct tool_lab *tool_lab, struct matrix_row *row,
                      struct error *error)
{
    const double attempts = row->selected.variant->attempts;

    do {
        if (!run_tool(matrix, tool_lab, row, error))
            return false;
    } while (row->runs < attempts && !row->result.stopped && verdict_names(&row->verdict, HEALTHY));
    return true;
}

static json_t *journal_of(const struct tool_lab *tool_lab)
{
    CLEANUP(cleanup_string) char *text = NULL;
    size_t size = 0;
    FILE *memory = open_memstream(&text, &size);

    if (!memory)
        abort();
    lab_write_journal(tool_lab->lab, memory, NULL);
    fclose(memory);
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

/* Who is right needs no more words. */
static void conclude(struct matrix_row *row, const struct tool_lab *tool_lab)
{
    if (!row->problem && verdict_names(&row->verdict, row->selected.variant->expect)) {
        row->state = MATRIX_RIGHT;
        free(TAKE(row->result.output));
        free(TAKE(row->result.errors));
        return;
    }
    row->state = MATRIX_WRONG;
    shorten(&row->result);
    row->evidence = journal_of(tool_lab);
}

static void *begin(void *context, struct error *error)
{
    const struct matrix *matrix = ((struct run *)context)->matrix;
    const struct lab_options options = {.scenarios = matrix->scenarios,
                                        .seed = matrix->seed,
                                        .journal_bytes = JOURNAL_BYTES,
                                        .published = matrix->isolated};

    return tool_lab_start(&options, error);
}

static bool work(void *context, void *tools, size_t index)
{
    const struct matrix *matrix = ((struct run *)context)->matrix;
    struct matrix_row *row = &matrix->rows[index];
    const struct tool_lab *tool_lab = tools;
    const double began = clock_ms();
    struct error error = {""};

    if (!verdicts_cover(matrix->verdicts, row->selected.variant->expect))
        return true;
    if (!lab_arm(tool_lab->lab, row->selected.id, &error))
        row->problem = text_copy(error.text);
    lab_clear_journal(tool_lab->lab);
    if (!row->problem && !run_often(matrix, tool_lab, row, &error))
        row->problem = text_copy(error.text);
    if (row->result.stopped)
        return false;
    conclude(row, tool_lab);
    row->elapsed_ms = clock_ms() - began;
    return true;
}

static void end(void *tools)
{
    struct tool_lab *tool_lab = tools;

    tool_lab_stop(&tool_lab);
}

static void report(void *context, size_t row, size_t done)
{
    const struct run *run = context;

    if (run->progress)
        run->progress(run->matrix, &run->matrix->rows[row], done);
}

bool matrix_run(struct matrix *matrix, unsigned jobs, matrix_progress *progress, struct error *error)
{
    struct run run = {.matrix = matrix, .progress = progress};
    const struct crew_plan plan = {.context = &run,
                                   .rows = matrix->count,
                                   .workers = jobs,
                                   .begin = begin,
                                   .work = work,
                                   .end = end,
                                   .progress = report};

    return crew_run(&plan, error);
}
