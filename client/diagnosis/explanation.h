/* SPDX-License-Identifier: MIT */
/* From a fitting to advice: cause, what tells it from others, what to run next, how to repair. */
#ifndef FBLAB_EXPLANATION_H
#define FBLAB_EXPLANATION_H

#include "classifier.h"

/* Fills an empty diagnosis, which owns copies of everything; takes the fitting's `because`. */
void explanation_take(struct diagnosis *diagnosis, struct fitting *fitting, const struct seen *seen,
                      const struct facts *facts);

#endif
