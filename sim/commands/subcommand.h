/* SPDX-License-Identifier: MIT */
/* One subcommand of fblab a file; sim/main.c holds the table. */
#ifndef FBLAB_COMMAND_H
#define FBLAB_COMMAND_H

#include "base/error.h"

#include <stdbool.h>

/* The exit statuses of the contract. */
enum { EXIT_AS_EXPECTED = 0, EXIT_NOT_AS_EXPECTED = 1, EXIT_USAGE = 2, EXIT_UNUSABLE = 3 };

int command_serve(int count, char **arguments);
int command_replay(int count, char **arguments);
int command_matrix(int count, char **arguments);
int command_exec(int count, char **arguments);
int command_list(int count, char **arguments);
int command_show(int count, char **arguments);
int command_check(int count, char **arguments);
int command_shell(int count, char **arguments);
int command_verify(int count, char **arguments);
int command_record(int count, char **arguments);
int command_import(int count, char **arguments);

/* What a command accepts besides operands. Unused fields NULL. */
struct option_row {
    const char *name;     /* "ready-file"; a single letter stands behind one hyphen */
    const char *argument; /* "FILE"; NULL: a flag; "ID...": may be given up to MOST_REPEATED times */
    const char *summary;
    const char *
        *value; /* where the argument goes; for a flag: "" when given; repeated: into an array, NULL behind the last */
};

enum { MOST_REPEATED = 32 };

/* Parses with getopt_long; --help prints usage from the table to standard output. Operands begin at *first.
 * -1: go on; else the exit status (help was printed, or one sentence to standard error). */
int options_parse(const char *command, const char *operands, const struct option_row *rows, int count, char **arguments,
                  int *first);
/* A decimal number of at most `limit`. false: a sentence went to standard error. NULL text: untouched. */
bool option_number(const char *option, const char *text, unsigned long limit, unsigned long *number);

/* Is colour wanted on standard output? */
bool command_colour(void);
/* As many labs at once as there are cores. */
unsigned command_cores(void);

/* One sentence to standard error; returns `status`. */
int command_fail(int status, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
