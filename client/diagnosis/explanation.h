/* SPDX-License-Identifier: MIT */
/* From a fitting to advice: cause, what tells it from others, what to run next, how to repair. */
#ifndef FBLAB_EXPLANATION_H
#define FBLAB_EXPLANATION_H

#include "classifier.h"

/* Fills an empty diagnosis but for its advice; it owns copies of everything. Takes the fitting's `because`. */
void diagnosis_name(struct diagnosis *diagnosis, struct fitting *fitting);

#endif
