/* SPDX-License-Identifier: MIT */
/* A row a check; under one that is not so, what was wanted, what is, and where that was seen. */
#include "checks_page.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "terminal/grid.h"
#include "terminal/paragraph.h"

enum { MOST_SEEN = 300 }; /* columns */

static void note_what_is(struct grid *grid, const struct exercise_check *check)
{
    CLEANUP(cleanup_string) char *seen = cell_text(check->actual, MOST_SEEN);
    CLEANUP(cleanup_string)
    char *note = text_format("expected: %s; seen: %s; by: %s", check->expected, seen, check->where);

    grid_note(grid, note);
}

void checks_page_print(const struct display *display, const struct exercise_checks *checks,
                       const struct exercise *exercise)
{
    static const struct grid_column columns[] = {{0}, {0}};
    CLEANUP(grid_free) struct grid *grid = grid_new(columns, ARRAY_SIZE(columns), 2);

    for (size_t i = 0; i < checks->count; i++) {
        const struct exercise_check *const check = &checks->items[i];
        grid_put(grid, check->ok ? STYLE_GOOD : STYLE_BAD, check->ok ? "OK" : "NO");
        grid_put(grid, STYLE_PLAIN, check->name);
        if (!check->ok)
            note_what_is(grid, check);
    }
    grid_print(grid, display);
    if (checks->all_ok && exercise_stage(exercise) == EXERCISE_OPEN)
        paragraph_print(display, "", 0, "All of it holds. What was the cause? answer asks for it.");
}
