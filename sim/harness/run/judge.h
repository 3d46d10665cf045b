/* SPDX-License-Identifier: MIT */
/* A lab and the client that looks up in it; judges one row at a time. One thread. */
#ifndef FBLAB_HARNESS_JUDGE_H
#define FBLAB_HARNESS_JUDGE_H

#include "lab/lab.h"
#include "results.h"

struct judge;

/* stop: a descriptor, as for child_run(). */
struct judge *judge_new(const struct lab_options *options, int stop, struct error *error);
void judge_free(struct judge **judge);
/* Fills the row's results. false: it was stopped. */
bool judge_row(struct judge *judge, struct results_row *row);

/* Is what was printed, the text or the block beside it, one of the texts documented for the variant? NULL: there was no
 * failure. */
bool judge_text(const struct selected *selected, const char *error_text, const char *block);

#endif
