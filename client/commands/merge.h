/* SPDX-License-Identifier: MIT */
/* classify --merge: summaries of several machines become one. */
#ifndef FBLAB_COMMANDS_MERGE_H
#define FBLAB_COMMANDS_MERGE_H

#include "findings/summary.h"

/* Adds what `fbcheck classify --summary --json` printed, once or several times one after another; `name` NULL: standard
 * input. What cannot be read, or is no summary, becomes unread. */
void merge_file(struct summary *total, const char *name);

#endif
