/* SPDX-License-Identifier: MIT */
/* Several files at a time, their results in order. */
#ifndef FBLAB_COMMANDS_INPUTS_H
#define FBLAB_COMMANDS_INPUTS_H

#include "input.h"

/* Called in the order of the names, from the thread that called inputs_read. Takes nothing: the result is cleared after. */
typedef void result_function(void *context, const char *name, struct result *result);

/* With at most `jobs` threads. On a terminal a line says how far it is whenever it takes more than a second. */
void inputs_read(struct reader *reader, char **names, size_t count, size_t jobs, result_function *take, void *context);

#endif
