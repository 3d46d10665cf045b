/* SPDX-License-Identifier: MIT */
/* Makes, counts and frees the rows of a run. */
#include "results.h"

#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

enum { MOST_DIGITS = 13 }; /* of a share: "999999/999999" */

bool results_share_read(struct results_share *share, const char *text)
{
    char *behind = NULL;
    const char *const slash = strchr(text, '/');

    if (!slash || strspn(text, "0123456789/") != strlen(text) || strlen(text) > MOST_DIGITS)
        return false;
    share->nth = (unsigned)strtoul(text, &behind, 10);
    share->of = (unsigned)strtoul(slash + 1, NULL, 10);
    return behind == slash && !strchr(slash + 1, '/') && share->nth >= 1 && share->nth <= share->of;
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

size_t results_failing(const struct results *results)
{
    size_t count = 0;

    for (size_t i = 0; i < results->count; i++)
        count += results->rows[i].state == RESULTS_WRONG && !results->rows[i].excused;
    return count;
}

const char *results_state_name(enum results_state state)
{
    static const char *const names[] = {[RESULTS_SKIPPED] = "skipped",
                                        [RESULTS_RIGHT] = "right",
                                        [RESULTS_WRONG] = "wrong",
                                        [RESULTS_UNEXPECTED] = "no verdict expected"};
    return names[state];
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
