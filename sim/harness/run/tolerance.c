/* SPDX-License-Identifier: MIT */
/* Compares a row with the rows that count and with an older report. */
#include "tolerance.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/memory.h"
#include "base/text.h"
#include "matrix_report.h"

#include <string.h>

enum { MOST_ROWS = 512 };

struct tolerance {
    bool some_count; /* those of `counting` */
    struct selection counting;
    json_t *baseline; /* {"06a": "10"}: the verdict on each row that was wrong; NULL: none */
};

/* The text is cut up where it is. */
static bool select_rows(struct selection *selection, char *rows, const struct library *library, struct error *error)
{
    char *ids[MOST_ROWS], *rest = rows;
    size_t count = 0;

    for (char *id; (id = strsep(&rest, ", ")) && count < MOST_ROWS;)
        if (*id)
            ids[count++] = id;
    if (count == 0)
        return error_set(error, "--fail-on names no row; give ids with commas between, such as 06,10a");
    return selection_make(selection, library, ids, count, error);
}

static json_t *wrong_rows(const json_t *report)
{
    json_t *wrong = json_object(), *row;
    size_t index;

    json_array_foreach(json_object_get(report, "rows"), index, row)
    {
        if (strcmp(json_member_text(row, "state"), results_state_name(RESULTS_WRONG)) == 0)
            json_object_set_new(wrong, json_member_text(row, "id"), json_string(json_member_text(row, "got")));
    }
    return wrong;
}

struct tolerance *tolerance_new(const char *rows, const struct library *library, struct error *error)
{
    CLEANUP(cleanup_string) char *list = text_copy(rows);
    struct tolerance *tolerance = memory_new(sizeof *tolerance);

    tolerance->some_count = rows;
    if (rows && !select_rows(&tolerance->counting, list, library, error))
        tolerance_free(&tolerance);
    return tolerance;
}

bool tolerance_read_baseline(struct tolerance *tolerance, const char *path, struct error *error)
{
    CLEANUP(json_release) json_t *report = matrix_report_json(path, error);

    if (report)
        tolerance->baseline = wrong_rows(report);
    return report;
}

void tolerance_free(struct tolerance **tolerance)
{
    if (!*tolerance)
        return;
    selection_clear(&(*tolerance)->counting);
    json_decref((*tolerance)->baseline);
    free(*tolerance);
    *tolerance = NULL;
}

static const char known[] = "known", allowed[] = "allowed";

const char *tolerance_excuse(const char *word)
{
    if (strcmp(word, known) == 0)
        return known;
    return strcmp(word, allowed) == 0 ? allowed : NULL;
}

void tolerance_apply(const struct tolerance *tolerance, struct results_row *row)
{
    const json_t *before = tolerance ? json_object_get(tolerance->baseline, row->selected.id) : NULL;

    row->fixed = before && row->state == RESULTS_RIGHT;
    row->excused = NULL;
    if (!tolerance || row->state != RESULTS_WRONG)
        return;
    if (before && strcmp(json_string_value(before), row->verdict.name ? row->verdict.name : "") == 0)
        row->excused = known;
    else if (tolerance->some_count && !selection_has(&tolerance->counting, row->selected.id))
        row->excused = allowed;
}
