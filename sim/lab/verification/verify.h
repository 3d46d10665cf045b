/* SPDX-License-Identifier: MIT */
/* Holds expectations against a journal. */
#ifndef FBLAB_VERIFY_H
#define FBLAB_VERIFY_H

#include "expectation.h"
#include "journal/journal.h"

/* {"holds":true,"results":[{"id","holds","count","sentence","nearest":entry,"difference":{"field","expected","seen"}}]};
 * nearest and difference only of a miss that has them. NULL: the journal has evicted or shortened entries, or an
 * expression, or all together, would take too long, so nothing can be said. The caller owns the reference. */
json_t *verify(const struct expectations *expectations, struct journal *journal, struct error *error);

#endif
