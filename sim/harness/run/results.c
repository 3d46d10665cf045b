/* SPDX-License-Identifier: MIT */
/* Makes, counts and frees the rows of a run. */
#include "results.h"

#include "base/memory.h"

#include <stdlib.h>

void results_make(struct results *results, const struct selection *selection)
{
    results->rows = memory_array(selection->count + 1, sizeof *results->rows);
    results->count = selection->count;
    for (size_t i = 0; i < results->count; i++)
        results->rows[i].selected = selection->items[i];
}

static void clear_row(struct results_row *row)
{
    child_result_clear(&row->tool);
    json_decref(row->evidence);
    json_decref(row->diagnoses);
    free(row->error_text);
    free(row->block);
    free(row->sentence);
}

void results_clear(struct results *results)
{
    for (size_t i = 0; i < results->count; i++)
        clear_row(&results->rows[i]);
    free(results->rows);
    results->rows = NULL;
    results->count = 0;
}

size_t results_count(const struct results *results, enum results_state state)
{
    size_t count = 0;

    for (size_t i = 0; i < results->count; i++)
        count += results->rows[i].state == state;
    return count;
}

bool results_is_notable(const struct results_row *row)
{
    return row->state == RESULTS_WRONG || row->false_alarm;
}

size_t results_false_alarms(const struct results *results)
{
    size_t count = 0;

    for (size_t i = 0; i < results->count; i++)
        count += results->rows[i].false_alarm;
    return count;
}

static void count_one(json_t *confusion, const char *expected, const char *name)
{
    json_t *line = json_object_get(confusion, expected);

    if (!line)
        json_object_set_new(confusion, expected, line = json_object());
    json_object_set_new(line, name, json_integer(json_integer_value(json_object_get(line, name)) + 1));
}

json_t *results_confusion(const struct results *results)
{
    json_t *confusion = json_object();

    for (size_t i = 0; i < results->count; i++) {
        const struct results_row *row = &results->rows[i];
        if (row->state != RESULTS_SKIPPED)
            count_one(confusion, row->selected.variant->expect, row->verdict.name ? row->verdict.name : "-");
    }
    return confusion;
}
