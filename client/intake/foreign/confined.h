/* SPDX-License-Identifier: MIT */
/* Parsers of others for hostile bytes run in a child process that can do nothing but compute: it has the bytes, a pipe, and
 * limits of time and memory. One that crashes is an input that could not be read. */
#ifndef FBLAB_CONFINED_H
#define FBLAB_CONFINED_H

#include "confined_child.h"
#include "intake/format_reader.h"

/* Reads the bytes in a child, and what it gives here, as entries of the input. `what`: "event log". */
bool confined_read(confined_function *read, const char *what, const struct input *input, const char *bytes,
                   size_t length, struct error *error);

enum confined_result {
    CONFINED_DONE,
    CONFINED_NOTHING, /* it printed no text */
    CONFINED_NOT_INSTALLED,
    CONFINED_FAILED,
    CONFINED_UNABLE /* error says why it could not be started */
};

/* Gives what a program of others prints when it reads the bytes from standard input, as an entry of the input. */
enum confined_result confined_run(const char *const arguments[], const struct input *input, const char *bytes,
                                  size_t length, struct error *error);

#endif
