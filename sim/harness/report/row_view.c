/* SPDX-License-Identifier: MIT */
/* The table on standard output, and the line on the terminal that makes way for it. */
#include "row_view.h"

struct row_view row_view_begin(const struct results *results, enum results_of of, bool json,
                               const struct report_files *files)
{
    const bool taken = json || report_files_on_output(files);

    return (struct row_view){
        .progress = progress_begin(), .table = taken ? NULL : report_table_begin(results, of, stdout), .json = json};
}

void row_view_show(void *context, const struct results *results, const struct results_row *row, size_t done)
{
    struct row_view *view = context;

    progress_hide(&view->progress);
    if (view->table)
        report_table_row(view->table, row);
    progress_say(&view->progress, "%zu of %zu: %s %s", done, results->count, row->selected.id,
                 selected_title(&row->selected));
}

void row_view_report(const struct row_view *view, const struct results *results)
{
    if (view->table)
        report_table_end(view->table);
    if (view->json)
        report_json(results, stdout);
}

void row_view_clear(struct row_view *view)
{
    progress_hide(&view->progress);
    report_table_free(&view->table);
}
