/* SPDX-License-Identifier: MIT */
/* The results of a run in the formats that people and programs read. A new format is a writer of its own and a row here:
 * options, members and files follow from the rows. */
#ifndef FBLAB_HARNESS_REPORT_H
#define FBLAB_HARNESS_REPORT_H

#include "harness/run/results.h"

#include <stdio.h>

/* Written to a file if the option of that name is given. name, help */
#define REPORT_FORMATS(ROW)                                                                                            \
    ROW(junit, "write a JUnit report as well")                                                                         \
    ROW(html, "and a page: what was taken for what, and why")

#define REPORT_MEMBER(name, help) const char *name;
/* Paths, borrowed; NULL: that format is not wanted. */
struct report_files {
    REPORT_FORMATS(REPORT_MEMBER)
};
#undef REPORT_MEMBER

/* Writes what is wanted. false: error says which file could not be written. */
bool report_files_write(const struct report_files *files, const struct results *results, struct error *error);

/* One line a row, what was taken for what, and the count. In colour if `output` is a terminal that wants it. */
void report_table(const struct results *results, FILE *output);
/* The contract's JSON. */
void report_json(const struct results *results, FILE *output);
void report_junit(const struct results *results, FILE *output);
/* One file that fetches nothing: the picture of which row was called what, and for each wrong row what was said, what the
 * lab saw, and what is true. */
void report_html(const struct results *results, FILE *output);

#endif
