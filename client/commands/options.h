/* SPDX-License-Identifier: MIT */
/* Options as data: one table both reads the command line and prints the help. */
#ifndef FBLAB_OPTIONS_H
#define FBLAB_OPTIONS_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct option_row {
    const char *name;  /* "lab" of --lab */
    const char *value; /* "READY"; NULL: a flag */
    const char *help;
    size_t offset; /* in the structure of values: a const char *, or a bool for a flag */
};

struct command_line {
    const char *usage;   /* "query [OPTION...] [TARGET]" */
    const char *summary; /* what it does, one or more lines */
    const struct option_row *options;
    size_t option_count;
};

enum parsed {
    PARSED_RUN,
    PARSED_HELP, /* printed */
    PARSED_WRONG /* error says what; see --help */
};

/* Fills `values`; the other arguments are argv[*first]... afterwards. */
enum parsed options_parse(const struct command_line *line, int argc, char **argv, void *values, int *first,
                          struct error *error);

/* "fbcheck: sentence" to standard error; returns the status. */
int complain(int status, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
