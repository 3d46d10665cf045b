/* SPDX-License-Identifier: MIT */
/* Are these the parts of one run? Then their rows are put in order. */
#include "merged_reports.h"

#include "base/cleanup.h"
#include "base/memory.h"

#include <string.h>

static bool read_parts(struct merged_reports *merged, char *const *paths, size_t count, const struct library *library,
                       struct error *error)
{
    merged->parts = memory_array(count + 1, sizeof(struct matrix_report *));
    for (; merged->count < count; merged->count++)
        if (!(merged->parts[merged->count] = matrix_report_read(paths[merged->count], library, error)))
            return false;
    return true;
}

static bool is_of_same_run(const struct matrix_report *first, const struct matrix_report *other, struct error *error)
{
    if (strcmp(first->results.tool, other->results.tool) != 0)
        return error_set(error, "%s and %s are about different tools: %s, and %s", first->path, other->path,
                         first->results.tool, other->results.tool);
    if (first->results.seed != other->results.seed)
        return error_set(error, "%s and %s have different seeds; give every part the same --seed", first->path,
                         other->path);
    return first->results.share.of == other->results.share.of ||
           error_set(error, "%s and %s are shards of different runs: of %u, and of %u", first->path, other->path,
                     first->results.share.of, other->results.share.of);
}

static bool has_shard(const struct merged_reports *merged, unsigned nth)
{
    for (size_t i = 0; i < merged->count; i++)
        if (merged->parts[i]->results.share.nth == nth)
            return true;
    return false;
}

static bool is_complete(const struct merged_reports *merged, struct error *error)
{
    const unsigned of = merged->parts[0]->results.share.of;

    for (unsigned nth = 1; nth <= of; nth++)
        if (!has_shard(merged, nth))
            return error_set(error, "the report of shard %u/%u is missing", nth, of);
    return true;
}

/* The row of that id, with its reference taken from the part; false: two parts have it. */
static bool take_row(struct merged_reports *merged, const char *id, struct error *error)
{
    const struct matrix_report *from = NULL;

    for (size_t part = 0; part < merged->count; part++)
        for (size_t i = 0; i < merged->parts[part]->results.count; i++) {
            const struct results_row *row = &merged->parts[part]->results.rows[i];
            if (strcmp(row->selected.id, id) != 0)
                continue;
            if (from)
                return error_set(error, "row %s is in %s and in %s", id, from->path, merged->parts[part]->path);
            from = merged->parts[part];
            merged->results.rows[merged->results.count++] = *row;
        }
    return true;
}

static bool merge(struct merged_reports *merged, const struct library *library, struct error *error)
{
    CLEANUP(selection_clear) struct selection all = {0};

    for (size_t i = 1; i < merged->count; i++)
        if (!is_of_same_run(merged->parts[0], merged->parts[i], error))
            return false;
    if (!is_complete(merged, error) || !selection_make(&all, library, NULL, 0, error))
        return false;
    merged->results = (struct results){.of = RESULTS_OF_MATRIX,
                                       .tool = merged->parts[0]->results.tool,
                                       .seed = merged->parts[0]->results.seed,
                                       .rows = memory_array(all.count + 1, sizeof *merged->results.rows)};
    for (size_t i = 0; i < all.count; i++)
        if (!take_row(merged, all.items[i].id, error))
            return false;
    return true;
}

struct merged_reports *merged_reports_read(char *const *paths, size_t count, const struct library *library,
                                           struct error *error)
{
    CLEANUP(merged_reports_free) struct merged_reports *merged = memory_new(sizeof *merged);

    return read_parts(merged, paths, count, library, error) && merge(merged, library, error) ? TAKE(merged) : NULL;
}

void merged_reports_free(struct merged_reports **merged)
{
    if (!*merged)
        return;
    for (size_t i = 0; i < (*merged)->count; i++)
        matrix_report_free(&(*merged)->parts[i]);
    free((*merged)->parts);
    free((*merged)->results.rows);
    free(*merged);
    *merged = NULL;
}
