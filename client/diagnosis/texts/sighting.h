/* SPDX-License-Identifier: MIT */
/* Holds the rules of texts against one text after the other. What was not found in a text is not looked at. */
#ifndef FBLAB_SIGHTING_H
#define FBLAB_SIGHTING_H

#include "text_rules.h"

#include <stdint.h>

/* What a text is about, by the vocabulary. */
enum context {
    CONTEXT_NONE,
    CONTEXT_FAMILIAR, /* it is about Exchange */
    CONTEXT_SUBJECT,  /* also where it speaks of other things besides */
    CONTEXT_FOREIGN
};

/* A plain text and where the phrases stand in it. For one thread at a time. */
struct sighting {
    const struct text_rules *rules;
    struct phrase_search *search;
    uint64_t *candidates;             /* a bit a rule: its key was found */
    const struct plain *plain;        /* borrowed */
    const struct place_lists *places; /* by phrase; the search's own */
    enum context context;
};

void sighting_init(struct sighting *sighting, const struct text_rules *rules);
void sighting_clear(struct sighting *sighting);
/* Of another text, which is borrowed. */
void sighting_make(struct sighting *sighting, const struct plain *plain);

/* The first rule from `index` on whose key was found; the number of rules: there is none. */
size_t sighting_candidate(const struct sighting *sighting, size_t index);
/* Fills `places`, one for each need, with where the rule's phrases stand; false: it does not hold. */
bool text_rule_fits(const struct text_rule *rule, const struct sighting *sighting, struct found_phrase *places);
/* The step whose words stand nearest to a place; NULL: none is near. Borrowed. */
const char *sighting_hop(const struct sighting *sighting, const struct found_phrase *place);
/* Of a rule that holds at these places. 0: the text is about something else. */
double text_rule_confidence(const struct text_rule *rule, const struct sighting *sighting,
                            const struct found_phrase *places);

#endif
