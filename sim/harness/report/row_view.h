/* SPDX-License-Identifier: MIT */
/* What replay and matrix show while they run: rows as they are done, or how far it is. */
#ifndef FBLAB_HARNESS_ROW_VIEW_H
#define FBLAB_HARNESS_ROW_VIEW_H

#include "report.h"
#include "terminal/progress.h"

struct row_view {
    struct progress progress;
    struct report_table *table; /* NULL: none is wanted */
    bool json;                  /* to be written in the end */
};

/* The results must stay. No table where standard output is for JSON, or for one of the files. */
struct row_view row_view_begin(const struct results *results, enum results_of of, bool json,
                               const struct report_files *files);
/* A results_progress, with the view as its context. */
void row_view_show(void *context, const struct results *results, const struct results_row *row, size_t done);
/* The rest of the table, or the JSON. */
void row_view_report(const struct row_view *view, const struct results *results);
void row_view_clear(struct row_view *view);

#endif
