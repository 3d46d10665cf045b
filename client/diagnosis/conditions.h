/* SPDX-License-Identifier: MIT */
/* What each condition of a sign looks at: one row a field. Pure. */
#ifndef FBLAB_CONDITIONS_H
#define FBLAB_CONDITIONS_H

#include "seen.h"

/* Does the one say all that the other says: does the other hold wherever the one holds? */
bool condition_implies(const struct rule_condition *one, const struct rule_condition *other);

enum holds { HOLDS_NOT, HOLDS_UNKNOWN, HOLDS };

struct condition_kind {
    enum sign_field field;
    bool (*known)(const struct seen *seen); /* does what was seen tell? NULL: the record that ended it does */
    bool (*fits)(const struct rule_condition *condition, const struct seen *seen);
    bool (*read)(const char *text, int *number); /* false: not allowed; NULL: any text */
    const char *before, *after;                  /* around the value, when it is said why a sign fitted */
    bool names_step;
};

/* In the order in which a reader finds them telling. */
extern const struct condition_kind condition_kinds[SIGN_FIELD_COUNT];
const struct condition_kind *condition_kind(enum sign_field field);
enum holds evidence_condition_holds(const struct rule_condition *condition, const struct seen *seen);

#endif
