/* SPDX-License-Identifier: MIT */
/* From a fitting to advice: cause, what tells it from others, what to run next, how to repair. */
#ifndef FBLAB_EXPLANATION_H
#define FBLAB_EXPLANATION_H

#include "classifier.h"

/* Fills an empty diagnosis but for its reasons and its advice. */
void diagnosis_name(struct diagnosis *diagnosis, const struct fitting *fitting);

#endif
