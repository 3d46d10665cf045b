/* SPDX-License-Identifier: MIT */
/* A scenario's signs, compiled so that comparing them with a record cannot fail. Read-only once compiled. */
#ifndef FBLAB_SIGNS_H
#define FBLAB_SIGNS_H

#include "conditions.h"
#include "scenario/scenario.h"

struct sign_rule {
    const struct scenario *scenario;
    const struct sign *sign; /* what it was compiled from */
    struct rule_condition *conditions;
    size_t condition_count;
    double confidence;
};

/* false: error names the file and line of a value that is no number or no known name; clear the rule all the same. */
bool rule_compile(struct sign_rule *rule, const struct scenario *scenario, const struct sign *sign,
                  struct error *error);
void rule_clear(struct sign_rule *rule);

/* Do all conditions hold? A rule without conditions never fits. */
bool rule_fits(const struct sign_rule *rule, const struct seen *seen);
/* The same where not everything is known: HOLDS_UNKNOWN, if none is refuted and one cannot be compared. */
enum holds rule_holds(const struct sign_rule *rule, const struct seen *seen);
/* Does it say all that the other says, so that the other holds wherever it does? */
bool rule_implies(const struct sign_rule *rule, const struct sign_rule *other);
/* Does one of its conditions look at that field? */
bool rule_reads(const struct sign_rule *rule, enum sign_field field);
/* Adds what was seen, in words, most telling first. */
void rule_explain(const struct sign_rule *rule, const struct seen *seen, struct words *because);

#endif
