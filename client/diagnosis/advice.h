/* SPDX-License-Identifier: MIT */
/* Which causes of a failure fit what was seen, ranked, with their checks and commands filled in. */
#ifndef FBLAB_ADVICE_H
#define FBLAB_ADVICE_H

#include "conditions.h"
#include "diagnosis.h"
#include "facts.h"

/* The causes of a scenario, their signs compiled. */
struct cause_rules {
    const struct scenario *scenario;
    struct cause_rule *items; /* as many as the scenario has causes */
};

/* false: error names file and line of a sign that cannot be compared; clear the rules all the same. */
bool cause_rules_compile(struct cause_rules *rules, const struct scenario *scenario, struct error *error);
void cause_rules_clear(struct cause_rules *rules);

/* Gives the diagnosis, whose confidence is set, its causes: at most three, those that evidence contradicts left out. Without
 * evidence (seen NULL) all of them. */
void advice_give(struct diagnosis *diagnosis, const struct cause_rules *rules, const struct seen *seen,
                 const struct facts *facts);
void advice_clear(struct diagnosis *diagnosis);

#endif
