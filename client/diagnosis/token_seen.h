/* SPDX-License-Identifier: MIT */
/* Conditions on the last request for a token before the record that ended a look-up. */
#ifndef FBLAB_TOKEN_SEEN_H
#define FBLAB_TOKEN_SEEN_H

#include "seen.h"

/* Is it known which tokens were asked for? */
bool has_token(const struct seen *seen);
bool token_outcome_fits(const struct rule_condition *condition, const struct seen *seen);
bool token_fault_text_fits(const struct rule_condition *condition, const struct seen *seen);

/* Is it known which application the token was issued to? The two below are asked only then. */
bool has_token_application(const struct seen *seen);
bool token_application_fits(const struct rule_condition *condition, const struct seen *seen);
bool no_token_application_fits(const struct rule_condition *condition, const struct seen *seen);

#endif
