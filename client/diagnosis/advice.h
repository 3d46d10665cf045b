/* SPDX-License-Identifier: MIT */
/* Which causes of a failure fit what was seen, ranked, with their checks and commands filled in. */
#ifndef FBLAB_ADVICE_H
#define FBLAB_ADVICE_H

#include "conditions.h"
#include "diagnosis.h"
#include "facts.h"

/* Gives the diagnosis, whose confidence is set, its causes: at most three, those that evidence contradicts left out. */
void advice_give(struct diagnosis *diagnosis, const struct scenario *scenario, const struct seen *seen,
                 const struct facts *facts);
void advice_clear(struct diagnosis *diagnosis);

#endif
