/* SPDX-License-Identifier: MIT */
/* The table for people. */
#include "report.h"

#include "base/cleanup.h"
#include "terminal/grid.h"

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

static void put_replay(const struct results *results, const struct display *display)
{
    static const struct grid_column columns[] = {{.title = "row"},
                                                 {.title = "text"},
                                                 {.title = "verdict"},
                                                 {.title = "repair"},
                                                 {.title = "ms", .right = true},
                                                 {.title = "failure"}};
    CLEANUP(grid_free) struct grid *grid = grid_new(columns, ARRAY_SIZE(columns), 0);

    for (size_t i = 0; i < results->count; i++) {
        const struct results_row *row = &results->rows[i];
        grid_put(grid, STYLE_PLAIN, row->selected.id);
        for (size_t check = 0; check < RESULTS_CHECK_COUNT; check++)
            put_check(grid, row->checks[check]);
        put_end(grid, row);
        if (row->sentence)
            grid_note(grid, row->sentence);
    }
    grid_print(grid, display);
}

static void put_state(struct grid *grid, enum results_state state)
{
    static const struct {
        const char *word;
        enum style style;
    } states[] = {[RESULTS_SKIPPED] = {"-", STYLE_FAINT},
                  [RESULTS_RIGHT] = {"ok", STYLE_GOOD},
                  [RESULTS_WRONG] = {"WRONG", STYLE_BAD},
                  [RESULTS_UNEXPECTED] = {"-", STYLE_FAINT}};

    grid_put(grid, states[state].style, states[state].word);
}

static void put_matrix(const struct results *results, const struct display *display)
{
    static const struct grid_column columns[] = {{.title = "scenario"},          {.title = "row"},
                                                 {.title = "verdict"},           {.title = ""},
                                                 {.title = "ms", .right = true}, {.title = "failure"}};
    CLEANUP(grid_free) struct grid *grid = grid_new(columns, ARRAY_SIZE(columns), 0);

    for (size_t i = 0; i < results->count; i++) {
        const struct results_row *row = &results->rows[i];
        grid_put(grid, STYLE_PLAIN, row->selected.id);
        grid_put(grid, STYLE_PLAIN, row->selected.variant->expect);
        grid_put(grid, STYLE_PLAIN, said(row));
        put_state(grid, row->state);
        put_end(grid, row);
        if (row->unusable || row->state == RESULTS_UNEXPECTED)
            grid_note(grid, row->sentence);
    }
    grid_print(grid, display);
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

static void put_matrix_count(const struct results *results, FILE *output)
{
    const size_t skipped = results_count(results, RESULTS_SKIPPED);
    const size_t unexpected = results_count(results, RESULTS_UNEXPECTED);

    fprintf(output, "\n%zu right, %zu wrong", results_count(results, RESULTS_RIGHT),
            results_count(results, RESULTS_WRONG));
    if (unexpected)
        fprintf(output, ", %zu with no verdict expected (false alarms: %zu)", unexpected,
                results_false_alarms(results));
    if (skipped)
        fprintf(output, ", %zu not run", skipped);
}

void report_table(const struct results *results, FILE *output)
{
    const struct display display = display_of(output);
    const size_t right = results_count(results, RESULTS_RIGHT);

    if (results->of == RESULTS_OF_REPLAY) {
        put_replay(results, &display);
        fprintf(output, "\n%zu passed, %zu failed", right, results->count - right);
    } else {
        put_matrix(results, &display);
        if (results_count(results, RESULTS_WRONG) || results_false_alarms(results))
            put_confusion(results, &display);
        put_matrix_count(results, output);
    }
    fprintf(output, "; --seed %llu repeats the run\n", (unsigned long long)results->seed);
}
