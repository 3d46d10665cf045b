/* SPDX-License-Identifier: MIT */
/* Options as data: one table both reads the command line and prints the help. */
#ifndef FBLAB_TERMINAL_OPTIONS_H
#define FBLAB_TERMINAL_OPTIONS_H

#include "base/error.h"

#include <stddef.h>

enum { OPTION_MOST_TEXTS = 32 };

/* A number that need not be given. */
struct option_number {
    bool given;
    unsigned long value;
};

/* What an option fills in, and so what its value must be. */
enum option_kind {
    OPTION_FLAG,    /* bool */
    OPTION_TEXT,    /* const char *, of the command line */
    OPTION_TEXTS,   /* const char *[OPTION_MOST_TEXTS + 1]: may be repeated; NULL behind the last */
    OPTION_NUMBER,  /* struct option_number, from `least` to `most` */
    OPTION_SECONDS, /* double, 0.001 to 3600; 0: not given */
};

struct option_row {
    const char *name;  /* "lab" of --lab; a single letter stands behind one hyphen */
    const char *value; /* "READY"; NULL: a flag */
    const char *help;
    enum option_kind kind;
    size_t offset; /* in the structure of values */
    unsigned long least, most;
};

/* The last members of a row: where the value goes; the member's type decides on the kind. */
#define OPTION_INTO(type, member) OPTION_INTO_RANGE(type, member, 0, 0)
#define OPTION_INTO_RANGE(type, member, least, most)                                                                   \
    _Generic(((type *)NULL)->member,                                                                                   \
        bool: OPTION_FLAG,                                                                                             \
        const char *: OPTION_TEXT,                                                                                     \
        const char **: OPTION_TEXTS,                                                                                   \
        struct option_number: OPTION_NUMBER,                                                                           \
        double: OPTION_SECONDS),                                                                                       \
        offsetof(type, member), least, most

unsigned long option_number_or(struct option_number number, unsigned long otherwise);

enum options_result {
    OPTIONS_READ,
    OPTIONS_HELP, /* -h or --help: to be printed */
    OPTIONS_WRONG /* error says what, in one sentence */
};

/* Fills `values`; the operands are argv[*first]... afterwards. argv[0] is "fbcheck query", as it is typed. */
enum options_result options_read(const struct option_row *rows, size_t count, int argc, char **argv, void *values,
                                 int *first, struct error *error);

#endif
