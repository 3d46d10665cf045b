/* SPDX-License-Identifier: MIT */
/* The <text>s of all scenario files, compiled. Immutable once compiled: threads may share them. */
#ifndef FBLAB_TEXT_RULE_H
#define FBLAB_TEXT_RULE_H

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

/* What a text is about, by the vocabulary. */
enum context {
    CONTEXT_NONE,
    CONTEXT_FAMILIAR, /* it is about Exchange */
    CONTEXT_SUBJECT,  /* also where it speaks of other things besides */
    CONTEXT_FOREIGN
};

/* A plain text and where the phrases stand in it. */
struct sighting {
    const struct text_rules *rules;
    const struct plain *plain; /* borrowed */
    struct places *places;     /* by phrase */
    enum context context;
};

/* NULL on failure: error names the file and line. Borrows the library. */
struct text_rules *text_rules_new(const struct library *library, struct error *error);
void text_rules_free(struct text_rules **rules);

void sighting_make(struct sighting *sighting, const struct text_rules *rules, const struct plain *plain);
void sighting_clear(struct sighting *sighting);
/* Fills `places`, one for each need, with where the rule's phrases stand; false: it does not hold. */
bool text_rule_fits(const struct text_rule *rule, const struct sighting *sighting, struct place *places);
/* The step whose words stand nearest to a place; NULL: none is near. Borrowed. */
const char *sighting_hop(const struct sighting *sighting, const struct place *place);
/* Of a rule that holds at these places. 0: the text is about something else. */
double text_rule_confidence(const struct text_rule *rule, const struct sighting *sighting, const struct place *places);

#endif
