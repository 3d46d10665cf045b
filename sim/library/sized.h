/* SPDX-License-Identifier: MIT */
/* The structs of the installed API that carry their size: from what a caller's compiler knew to what we know, and back. */
#ifndef FBLAB_SIZED_H
#define FBLAB_SIZED_H

#include "base/error.h"
#include "fblab/lab.h"
#include "lab/lab.h"

/* Fields behind the caller's size get their defaults. false: the size cannot be, or fields are set that we do not know. */
bool sized_options_read(const struct fblab_lab_options *given, struct lab_options *options, struct error *error);

/* The sentence, as much of it as the caller's struct can hold. Nothing is written if `error` is NULL or its size cannot be. */
void sized_error_write(struct fblab_error *error, const char *text);

#endif
