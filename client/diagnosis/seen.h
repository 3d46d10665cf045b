/* SPDX-License-Identifier: MIT */
/* A condition, and what it is held against. */
#ifndef FBLAB_SEEN_H
#define FBLAB_SEEN_H

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

#endif
