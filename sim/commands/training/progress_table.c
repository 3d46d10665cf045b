/* SPDX-License-Identifier: MIT */
/* A line a row that was met, with a bar for the box it lies in; what is left is counted. */
#include "progress_table.h"

#include "base/cleanup.h"
#include "base/date_time.h"
#include "base/json_text.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/unicode.h"
#include "terminal/grid.h"
#include "terminal/json_output.h"

#include <jansson.h>
#include <string.h>

enum { NAME_COLUMNS = 40, TITLE_COLUMNS = 32 };

static const struct grid_column columns[] = {{"row", false, 8},
                                             {"state", false, 0},
                                             {"box", false, 0},
                                             {"points", true, 0},
                                             {"solved", true, 0},
                                             {"due", false, 0},
                                             {"failure", false, TITLE_COLUMNS}};

static const enum style styles[] = {[PROGRESS_NEW] = STYLE_FAINT,
                                    [PROGRESS_LEARNING] = STYLE_PLAIN,
                                    [PROGRESS_WEAK] = STYLE_BAD,
                                    [PROGRESS_DUE] = STYLE_STRONG,
                                    [PROGRESS_MASTERED] = STYLE_GOOD};

static const char *title_of(const struct library *library, const char *row)
{
    const struct scenario *const scenario = library_find(library, row, NULL, NULL);

    return scenario ? scenario->title : "";
}

/* A name is what somebody has typed somewhere: what would move a terminal's cursor is not printed. */
static char *shown_name(const char *name)
{
    const size_t length = strlen(name), fits = text_width_fit(name, length, NAME_COLUMNS);
    char *const shown = text_format("%.*s%s", (int)fits, name, fits < length ? "..." : "");

    for (size_t at = 0, size = 0; shown[at]; at += size) {
        int32_t character = 0;
        size = unicode_read(shown + at, strlen(shown + at), &character);
        if (size == 0 || character < ' ' || (character >= 0x7F && character < 0xA0) ||
            (character >= 0x200B && character <= 0x202E) || (character >= 0x2060 && character <= 0x2069))
            memset(shown + at, '?', size = size ? size : 1);
    }
    return shown;
}

static void put_bar(struct grid *grid, enum style style, unsigned box)
{
    char bar[PROGRESS_BOXES + 1];

    for (unsigned i = 0; i < PROGRESS_BOXES; i++)
        bar[i] = i < box ? '#' : '.';
    bar[PROGRESS_BOXES] = '\0';
    grid_put(grid, style, bar);
}

static void put_due(struct grid *grid, const struct progress_standing *row, int64_t now)
{
    const int64_t days = (row->due - now + DAY - 1) / DAY;

    if (row->due == 0)
        grid_put(grid, STYLE_PLAIN, "");
    else if (row->due <= now)
        grid_put(grid, STYLE_STRONG, "now");
    else
        grid_format(grid, STYLE_PLAIN, "%lld day%s", (long long)days, days == 1 ? "" : "s");
}

static void put_standing(struct grid *grid, const struct progress_standing *row, const struct library *library,
                         int64_t now)
{
    const enum progress_state state = progress_standing_state(row, now);

    grid_put(grid, STYLE_STRONG, row->row);
    grid_put(grid, styles[state], progress_state_name(state));
    put_bar(grid, styles[state], row->box);
    grid_format(grid, STYLE_PLAIN, "%u", row->last_points);
    grid_format(grid, STYLE_PLAIN, "%u/%u", row->solved, row->tried);
    put_due(grid, row, now);
    grid_put(grid, STYLE_PLAIN, title_of(library, row->row));
}

static void count_states(const struct progress_trainee *trainee, int64_t now, size_t counts[PROGRESS_STATE_COUNT])
{
    memset(counts, 0, PROGRESS_STATE_COUNT * sizeof *counts);
    for (size_t i = 0; i < trainee->row_count; i++)
        counts[progress_standing_state(&trainee->rows[i], now)]++;
}

static void print_trainee(const struct progress_trainee *trainee, const struct library *library, int64_t now)
{
    const struct display display = display_of(stdout);
    CLEANUP(grid_free) struct grid *grid = grid_new(columns, ARRAY_SIZE(columns), 0);
    CLEANUP(cleanup_string) char *name = shown_name(trainee->name);
    size_t counts[PROGRESS_STATE_COUNT];

    count_states(trainee, now, counts);
    display_put(&display, STYLE_STRONG, name);
    printf(": %zu mastered, %zu due, %zu weak, %zu learning; %zu tickets ended, %zu open\n", counts[PROGRESS_MASTERED],
           counts[PROGRESS_DUE], counts[PROGRESS_WEAK], counts[PROGRESS_LEARNING], trainee->finished, trainee->open);
    for (size_t i = 0; i < trainee->row_count; i++)
        put_standing(grid, &trainee->rows[i], library, now);
    if (trainee->row_count)
        grid_print(grid, &display);
}

void progress_table_print(const struct progress_overview *overview, const struct library *library, int64_t now)
{
    if (overview->count == 0)
        puts("No ticket was begun yet.");
    for (size_t i = 0; i < overview->count; i++) {
        if (i > 0)
            putchar('\n');
        print_trainee(&overview->trainees[i], library, now);
    }
}

static json_t *standing_json(const struct progress_standing *row, const struct library *library, int64_t now)
{
    char due[32], met[32];

    return json_pack("{s:o, s:o, s:s, s:i, s:i, s:i, s:i, s:i, s:i, s:s, s:s, s:s?}", "row", json_text(row->row),
                     "title", json_text(title_of(library, row->row)), "state",
                     progress_state_name(progress_standing_state(row, now)), "box", (int)row->box, "met", (int)row->met,
                     "tried", (int)row->tried, "solved", (int)row->solved, "points", (int)row->last_points,
                     "best_points", (int)row->best_points, "next_mode", progress_mode_name(row->next_mode), "last_met",
                     clock_iso(row->last_met, met), "due", row->due ? clock_iso(row->due, due) : NULL);
}

void progress_table_json(const struct progress_overview *overview, const struct library *library, int64_t now)
{
    json_t *const trainees = json_array();

    for (size_t i = 0; i < overview->count; i++) {
        const struct progress_trainee *const trainee = &overview->trainees[i];
        json_t *const rows = json_array();
        for (size_t j = 0; j < trainee->row_count; j++)
            json_array_append_new(rows, standing_json(&trainee->rows[j], library, now));
        json_array_append_new(trainees,
                              json_pack("{s:o, s:i, s:i, s:o}", "trainee", json_text(trainee->name), "finished",
                                        (int)trainee->finished, "open", (int)trainee->open, "rows", rows));
    }
    json_output(json_pack("{s:o}", "trainees", trainees));
}
