/* SPDX-License-Identifier: MIT */
/* The table for people. */
#include "report.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "terminal/grid.h"
#include "terminal/paragraph.h"

#include <stdlib.h>
#include <string.h>

static const char *said(const struct results_row *row)
{
    return row->verdict.name ? row->verdict.name : "-";
}

static void put_check(struct grid *grid, bool good)
{
    grid_put(grid, good ? STYLE_GOOD : STYLE_BAD, good ? "ok" : "FAIL");
}

static void put_end(struct grid *grid, const struct results_row *row)
{
    grid_format(grid, STYLE_PLAIN, "%.0f", row->elapsed_ms);
    grid_put(grid, STYLE_PLAIN, selected_title(&row->selected));
}

static void put_replay(struct grid *grid, const struct results_row *row)
{
    grid_put(grid, STYLE_PLAIN, row->selected.id);
    for (size_t check = 0; check < RESULTS_CHECK_COUNT; check++)
        put_check(grid, row->checks[check]);
    put_end(grid, row);
    if (row->sentence)
        grid_note(grid, row->sentence);
}

static void put_state(struct grid *grid, const struct results_row *row)
{
    static const struct {
        const char *word;
        enum style style;
    } states[] = {[RESULTS_SKIPPED] = {"-", STYLE_FAINT},
                  [RESULTS_RIGHT] = {"ok", STYLE_GOOD},
                  [RESULTS_WRONG] = {"WRONG", STYLE_BAD},
                  [RESULTS_UNEXPECTED] = {"-", STYLE_FAINT}};

    grid_put(grid, row->excused ? STYLE_FAINT : states[row->state].style,
             row->excused ? row->excused : states[row->state].word);
}

static void put_matrix(struct grid *grid, const struct results_row *row)
{
    grid_put(grid, STYLE_PLAIN, row->selected.id);
    grid_put(grid, STYLE_PLAIN, row->selected.variant->expect);
    grid_put(grid, STYLE_PLAIN, said(row));
    put_state(grid, row);
    put_end(grid, row);
    if (row->unusable || row->state == RESULTS_UNEXPECTED)
        grid_note(grid, row->sentence);
}

static const struct grid_column replay_columns[] = {
    {.title = "row"},    {.title = "text"}, {.title = "verdict"}, {.title = "repair"}, {.title = "ms", .right = true},
    {.title = "failure"}};
static const struct grid_column matrix_columns[] = {{.title = "scenario"},          {.title = "row"},
                                                    {.title = "verdict"},           {.title = ""},
                                                    {.title = "ms", .right = true}, {.title = "failure"}};

/* Both have six columns, the time in the fifth. */
static const struct table_kind {
    const struct grid_column *columns;
    void (*put)(struct grid *grid, const struct results_row *row);
} kinds[] = {[RESULTS_OF_REPLAY] = {replay_columns, put_replay}, [RESULTS_OF_MATRIX] = {matrix_columns, put_matrix}};

enum { COLUMNS = ARRAY_SIZE(replay_columns), TIME_COLUMN = 4, WIDEST_TIME = 5, VERDICT_COLUMN = 2, STATE_COLUMN = 3 };

struct report_table {
    const struct results *results;
    const struct table_kind *kind;
    struct display display;
    struct grid *grid;
    bool *done;
    size_t next;  /* the first row that is not printed */
    bool started; /* there is more to print than that a tool cannot be run */
};

/* Rows come one by one, so their columns are as wide as what may come. */
static void reserve(struct report_table *table, enum results_of of)
{
    for (size_t i = 0; i < table->results->count; i++) {
        grid_reserve(table->grid, 0, cell_width(table->results->rows[i].selected.id));
        if (of == RESULTS_OF_MATRIX)
            grid_reserve(table->grid, 1, cell_width(table->results->rows[i].selected.variant->expect));
    }
    if (of == RESULTS_OF_MATRIX) {
        grid_reserve(table->grid, VERDICT_COLUMN, strlen("time-out"));
        grid_reserve(table->grid, STATE_COLUMN, strlen("allowed"));
    }
    grid_reserve(table->grid, TIME_COLUMN, WIDEST_TIME);
}

struct report_table *report_table_begin(const struct results *results, enum results_of of, FILE *output)
{
    struct report_table *table = memory_new(sizeof *table);

    *table = (struct report_table){.results = results,
                                   .kind = &kinds[of],
                                   .display = display_of(output),
                                   .grid = grid_new(kinds[of].columns, COLUMNS, 0),
                                   .done = memory_array(results->count + 1, sizeof(bool))};
    reserve(table, of);
    return table;
}

static void print_done(struct report_table *table)
{
    for (; table->next < table->results->count && table->done[table->next]; table->next++)
        table->kind->put(table->grid, &table->results->rows[table->next]);
    grid_print(table->grid, &table->display);
    fflush(table->display.output);
}

void report_table_row(struct report_table *table, const struct results_row *row)
{
    table->done[row - table->results->rows] = true;
    table->started = table->started || row->unusable || row->verdict.kind != VERDICT_NOT_RUN;
    if (table->started && table->done[table->next])
        print_done(table);
}

/* Only what was taken for something else. */
static json_t *mistaken(const struct results *results)
{
    json_t *confusion = results_confusion(results);

    for (size_t i = 0; i < results->count; i++)
        if (!results_is_notable(&results->rows[i]))
            json_object_del(json_object_get(confusion, results->rows[i].selected.variant->expect),
                            said(&results->rows[i]));
    return confusion;
}

static void put_confusion(const struct results *results, const struct display *display)
{
    static const struct grid_column columns[] = {
        {.title = "row"}, {.title = "called"}, {.title = "times", .right = true}};
    CLEANUP(grid_free) struct grid *grid = grid_new(columns, ARRAY_SIZE(columns), 0);
    json_t *confusion = mistaken(results), *line, *times;
    const char *expected, *name;

    json_object_foreach(confusion, expected, line) json_object_foreach(line, name, times)
    {
        grid_put(grid, STYLE_PLAIN, expected);
        grid_put(grid, STYLE_PLAIN, name);
        grid_format(grid, STYLE_PLAIN, "%d", (int)json_integer_value(times));
    }
    json_decref(confusion);
    fputc('\n', display->output);
    grid_print(grid, display);
}

static void put_fixed(const struct results *results, FILE *output)
{
    const char *before = "\nright now, and wrong in the baseline: ";

    for (size_t i = 0; i < results->count; i++)
        if (results->rows[i].fixed) {
            fprintf(output, "%s%s", before, results->rows[i].selected.id);
            before = " ";
        }
    if (*before == ' ')
        fputc('\n', output);
}

static void put_matrix_count(const struct results *results, FILE *output)
{
    const size_t skipped = results_count(results, RESULTS_SKIPPED);
    const size_t unexpected = results_count(results, RESULTS_UNEXPECTED);

    fprintf(output, "\n%zu right, %zu wrong", results_count(results, RESULTS_RIGHT),
            results_count(results, RESULTS_WRONG));
    if (results_count(results, RESULTS_WRONG) > results_failing(results))
        fprintf(output, " (%zu excused)", results_count(results, RESULTS_WRONG) - results_failing(results));
    if (unexpected)
        fprintf(output, ", %zu with no verdict expected (false alarms: %zu)", unexpected,
                results_false_alarms(results));
    if (skipped)
        fprintf(output, ", %zu not run", skipped);
}

void report_table_end(struct report_table *table)
{
    const struct results *const results = table->results;
    const size_t right = results_count(results, RESULTS_RIGHT);
    FILE *const output = table->display.output;

    memset(table->done, true, results->count * sizeof *table->done); /* those that nobody ran, too */
    print_done(table);
    if (results->of == RESULTS_OF_REPLAY) {
        fprintf(output, "\n%zu passed, %zu failed", right, results->count - right);
    } else {
        if (results_count(results, RESULTS_WRONG) || results_false_alarms(results))
            put_confusion(results, &table->display);
        put_fixed(results, output);
        put_matrix_count(results, output);
    }
    fprintf(output, "; --seed %llu repeats the run\n", (unsigned long long)results->seed);
}

void report_table_free(struct report_table **table)
{
    if (*table) {
        grid_free(&(*table)->grid);
        free((*table)->done);
    }
    free(*table);
    *table = NULL;
}
