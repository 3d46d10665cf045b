/* SPDX-License-Identifier: MIT */
/* Runs a program to its end and keeps what it printed. Any thread. */
#ifndef FBLAB_CHILD_H
#define FBLAB_CHILD_H

#include "error.h"

#include <stddef.h>

struct child_result {
    int status;   /* exit status; -1: ended by a signal or by our time-out */
    char *output; /* standard output, bounded to 4 MiB; the caller frees it */
};

/* arguments[0] is a path. Standard error goes where ours goes. false: it could not be run, or took longer than seconds. */
bool child_run(const char *const arguments[], unsigned seconds, struct child_result *result, struct error *error);

/* The path of a program installed or built beside this one ("fbcheck"). The caller frees it. */
char *child_sibling(const char *name);

#endif
