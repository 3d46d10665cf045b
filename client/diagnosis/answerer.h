/* SPDX-License-Identifier: MIT */
/* Conditions on who answered, by what its headers give away, and on the asker's own settings. Of a record whose headers are
 * known, or a look-up whose settings are. */
#ifndef FBLAB_ANSWERER_H
#define FBLAB_ANSWERER_H

#include "seen.h"

bool mark_fits(const struct rule_condition *condition, const struct seen *seen);
bool no_mark_fits(const struct rule_condition *condition, const struct seen *seen);
/* false: there is no such mark. */
bool mark_of(const char *text, int *number);
bool challenge_fits(const struct rule_condition *condition, const struct seen *seen);
bool no_challenge_fits(const struct rule_condition *condition, const struct seen *seen);
bool build_fits(const struct rule_condition *condition, const struct seen *seen);
bool setting_fits(const struct rule_condition *condition, const struct seen *seen);
bool no_setting_fits(const struct rule_condition *condition, const struct seen *seen);

#endif
