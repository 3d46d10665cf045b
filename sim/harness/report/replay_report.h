/* SPDX-License-Identifier: MIT */
#ifndef FBLAB_HARNESS_REPORT_H
#define FBLAB_HARNESS_REPORT_H

#include "harness/run/replay.h"

#include <stdio.h>

/* One line a row, then the count. */
void report_table(const struct replay *replay, FILE *output, bool colour);
/* The contract's JSON. */
void report_json(const struct replay *replay, FILE *output);
bool report_junit(const struct replay *replay, const char *path, struct error *error);
size_t report_failed(const struct replay *replay);

#endif
