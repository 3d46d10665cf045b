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
    size_t key;        /* the need that the fewest texts have by chance; without it the rule is not looked at */
    size_t first_need; /* the needs of all rules are numbered */
};

/* Phrases that one step of the look-up prints. */
struct hop_mark {
    struct choice choice;
    const char *hop; /* borrowed from the library */
};

/* What a phrase says a text is about. */
enum theme { THEME_SUBJECT, THEME_FOREIGN, THEME_HINT, THEME_FAMILIAR, THEME_COUNT };

/* Rules whose key the phrase is, ascending. */
struct keyed_rules {
    size_t *rules;
    size_t count;
};

struct text_rules {
    struct phrases *phrases;
    struct text_rule *items;
    size_t count, need_count; /* need_count: of all rules */
    struct choice themes[THEME_COUNT];
    struct keyed_rules *keyed; /* by phrase */
    unsigned char *speaks_of;  /* a bit a theme, by phrase */
    struct hop_mark *hops;
    size_t hop_count;
    char **anchors; /* small ASCII letters, sorted */
    size_t anchor_count;
};

#endif
