/* SPDX-License-Identifier: MIT */
/* The results of a run in the formats that people and programs read. A new format is a file in formats/: options of the
 * commands, their help, the manual page and what is written follow from its REPORT_FORMAT(). */
#ifndef FBLAB_HARNESS_REPORT_H
#define FBLAB_HARNESS_REPORT_H

#include "harness/report_formats.h"
#include "harness/run/results.h"

#include <stdio.h>

/* What the writer of a format begins with: REPORT_FORMAT(junit, "help of --junit FILE") { ... }. CMake gathers them as the rows
 * of REPORT_FORMATS. It writes to a file, if the option of that name is given. */
#define REPORT_FORMAT(name, help) void report_##name(const struct results *results, FILE *output)
#define REPORT_DECLARE(name, help) REPORT_FORMAT(name, help);
REPORT_FORMATS(REPORT_DECLARE)
#undef REPORT_DECLARE

#define REPORT_MEMBER(name, help) const char *name;
/* Paths, borrowed; NULL: that format is not wanted. */
struct report_files {
    REPORT_FORMATS(REPORT_MEMBER)
};
#undef REPORT_MEMBER

/* What else a command does with files. */
struct report_others {
    bool json;                /* it prints JSON on standard output */
    const char *const *reads; /* paths; a NULL is skipped */
    size_t count;
};

/* Has each a place of its own, that nothing is read from? */
bool report_files_agree(const struct report_files *files, const struct report_others *others, struct error *error);
/* Could they be written? Asked before a long run. */
bool report_files_check(const struct report_files *files, struct error *error);
/* Does one go where the command itself prints? */
bool report_files_on_output(const struct report_files *files);
/* Writes what is wanted. false: error says which file could not be written. */
bool report_files_write(const struct report_files *files, const struct results *results, struct error *error);

/* One line a row, in their order, each as soon as it and those before it are done. In colour if `output` is a terminal that
 * wants it. The results must stay. */
struct report_table;
struct report_table *report_table_begin(const struct results *results, enum results_of of, FILE *output);
/* That row is done. Nothing is printed as long as the shell has found no tool to run. */
void report_table_row(struct report_table *table, const struct results_row *row);
/* What is left, what was taken for what, and the count. */
void report_table_end(struct report_table *table);
void report_table_free(struct report_table **table);
/* The contract's JSON. */
void report_json(const struct results *results, FILE *output);

#endif
