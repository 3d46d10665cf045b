/* SPDX-License-Identifier: MIT */
/* Break the lab, look up with fbcheck in a process of its own, compare, repair, look up again. */
#ifndef FBLAB_HARNESS_REPLAY_H
#define FBLAB_HARNESS_REPLAY_H

#include "results.h"

/* Judges all rows of the results, with their seed. false: a lab could not be started. */
bool replay_run(struct results *results, const struct results_settings *settings, struct error *error);

#endif
