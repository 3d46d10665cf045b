/* SPDX-License-Identifier: MIT */
/* What a classifier holds; private to this folder. */
#ifndef FBLAB_CLASSIFIER_H
#define FBLAB_CLASSIFIER_H

#include "diagnosis.h"
#include "signs.h"

/* A phrase that names a failure, normalised like the texts it is looked for in. */
struct phrase {
    const struct scenario *scenario;
    const char *documented; /* borrowed from the scenario */
    char *text;
    size_t length;
    double confidence;
};

struct classifier {
    const struct library *library;
    struct rule *rules;
    size_t rule_count;
    struct phrase *phrases;
    size_t phrase_count;
};

/* A failure that fits and how well. */
struct finding {
    const struct scenario *scenario;
    double confidence;
    size_t weight;        /* breaks ties: conditions of the sign, length of the phrase */
    struct words because; /* owned */
};

struct findings {
    struct finding *items;
    size_t count;
};

/* Keeps the best finding of each scenario. Takes `because` in every case. */
void findings_take(struct findings *findings, struct finding finding);
/* Ranks and explains them; empties the list. Never NULL. */
struct diagnoses *diagnoses_take(struct findings *findings);

#endif
