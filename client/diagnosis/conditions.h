/* SPDX-License-Identifier: MIT */
/* What each condition of a sign looks at: one row a field. Pure. */
#ifndef FBLAB_CONDITIONS_H
#define FBLAB_CONDITIONS_H

#include "evidence/evidence.h"
#include "scenario/scenario.h"

/* One condition, compiled. */
struct rule_condition {
    enum sign_field field;
    const char *text; /* borrowed from the scenario */
    int number;       /* status, alert, code, or the value of an enum */
};

/* What it is compared with: the look-up and the record that ended it; or a text, which tells less. */
struct seen {
    const struct lookup *lookup;    /* NULL: there is only a text */
    const struct evidence *failure; /* NULL: not known */
    const char *text;               /* what was printed or pasted; NULL: not known */
    enum hop step;                  /* of a text: the request that failed; HOP_COUNT: not known */
    const char *direction;          /* NULL: not known */
};

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
