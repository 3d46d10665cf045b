/* SPDX-License-Identifier: MIT */
/* Break the lab, look up with fbcheck in a process of its own, compare, repair, look up again. */
#ifndef FBLAB_REPLAY_H
#define FBLAB_REPLAY_H

#include "lab/lab.h"
#include "scenario/scenario.h"

#include <jansson.h>

/* One variant of one scenario, judged. */
struct replay_row {
    const struct scenario *scenario;
    const struct variant *variant;
    char id[16];
    json_t *got;      /* ids of the diagnoses, best first */
    char *error_text; /* what fbcheck printed for Exchange; NULL: the look-up succeeded */
    char *problem;    /* what went wrong, one sentence; NULL: passed */
    bool text_ok, verdict_ok, repair_ok;
    double elapsed_ms;
};

struct replay {
    struct replay_row *rows;
    size_t count;
    uint64_t seed; /* of every lab; the same gives the same run */
    int stop;      /* a descriptor; readable: end at once. 0: none */
};

/* The variants of these ids (a scenario's id means all of its variants); no ids: all. NULL: an id is unknown. */
struct replay *replay_new(const struct library *library, char *const *ids, size_t count, struct error *error);
void replay_free(struct replay **replay);
bool replay_row_passed(const struct replay_row *row);

/* Called as rows are done, one at a time, from any thread. */
typedef void replay_progress(void *context, const struct replay_row *row, size_t done, size_t total);

/* Runs all rows on `jobs` labs at once, with the replay's seed. false: a lab could not be started. */
bool replay_run(struct replay *replay, const char *scenarios, unsigned jobs, replay_progress *progress, void *context,
                struct error *error);

#endif
