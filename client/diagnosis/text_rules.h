/* SPDX-License-Identifier: MIT */
/* The <text>s of all scenario files as data. Immutable once compiled: threads may share them. */
#ifndef FBLAB_TEXT_RULES_H
#define FBLAB_TEXT_RULES_H

#include "phrases.h"
#include "scenario/scenario.h"

/* Any of these phrases will do. */
struct choice {
    size_t *phrases;
    size_t count;
};

struct text_rule {
    const struct scenario *scenario;
    const struct sign_text *source;
    struct choice *needs, *refuses;
    size_t need_count, refuse_count;
};

/* Phrases that one step of the look-up prints. */
struct hop_mark {
    struct choice choice;
    const char *hop; /* borrowed from the library */
};

struct text_rules {
    struct phrases *phrases;
    struct text_rule *items;
    size_t count;
    struct choice subject, hints, foreign, familiar;
    struct hop_mark *hops;
    size_t hop_count;
    char **anchors; /* small ASCII letters, sorted */
    size_t anchor_count;
};

#endif
