/* SPDX-License-Identifier: MIT */
/* From a finding to advice: cause, what tells it from others, what to run next, how to repair. */
#ifndef FBLAB_EXPLANATION_H
#define FBLAB_EXPLANATION_H

#include "classifier.h"

/* Fills an empty diagnosis, which owns copies of everything; takes the finding's `because`. */
void explanation_take(struct diagnosis *diagnosis, struct finding *finding, const struct seen *seen,
                      const struct facts *facts);

#endif
