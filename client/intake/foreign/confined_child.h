/* SPDX-License-Identifier: MIT */
/* What runs in the child: it has five descriptors, may open one more, and is killed when it takes too long. */
#ifndef FBLAB_CONFINED_CHILD_H
#define FBLAB_CONFINED_CHILD_H

#include "base/error.h"
#include "confined_output.h"

#include <stdbool.h>

enum { CONFINED_NOT_FOUND = 127 }; /* the exit status of a program that is not there */

/* In the child: `path` names the bytes for those that open files, and standard input is at their beginning. false: what is found
 * of them so far is all, and error says why. */
typedef bool confined_function(const char *path, const struct confined_output *output, struct error *error);

/* A program of others; a function; or this program, run again for a function: see confined_program.h. */
struct confined_work {
    confined_function *function;
    const char *const *arguments;
    size_t length; /* of the bytes */
};

/* input: descriptor of the bytes; output: the pipe's end. */
_Noreturn void confined_child_run(const struct confined_work *work, int input, int output);
/* In this program, run again by the former: the descriptors are in place. */
_Noreturn void confined_child_again(confined_function *function);

#endif
