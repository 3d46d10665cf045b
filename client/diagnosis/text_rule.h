/* SPDX-License-Identifier: MIT */
/* Compiles the <text>s of scenario files, and holds them against a text. */
#ifndef FBLAB_TEXT_RULE_H
#define FBLAB_TEXT_RULE_H

#include "text_rules.h"

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
    const struct plain *plain;    /* borrowed */
    struct found_phrases *places; /* by phrase */
    enum context context;
};

/* NULL on failure: error names the file and line. Borrows the library. */
struct text_rules *text_rules_new(const struct library *library, struct error *error);
void text_rules_free(struct text_rules **rules);

void sighting_make(struct sighting *sighting, const struct text_rules *rules, const struct plain *plain);
void sighting_clear(struct sighting *sighting);
/* Fills `places`, one for each need, with where the rule's phrases stand; false: it does not hold. */
bool text_rule_fits(const struct text_rule *rule, const struct sighting *sighting, struct found_phrase *places);
/* The step whose words stand nearest to a place; NULL: none is near. Borrowed. */
const char *sighting_hop(const struct sighting *sighting, const struct found_phrase *place);
/* Of a rule that holds at these places. 0: the text is about something else. */
double text_rule_confidence(const struct text_rule *rule, const struct sighting *sighting,
                            const struct found_phrase *places);

#endif
