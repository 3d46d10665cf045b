/* SPDX-License-Identifier: MIT */
/* What a classifier holds; private to this folder. */
#ifndef FBLAB_CLASSIFIER_H
#define FBLAB_CLASSIFIER_H

#include "diagnosis.h"
#include "signs.h"
#include "text_rule.h"

struct classifier {
    const struct library *library;
    struct rule *rules;
    size_t rule_count;
    struct text_rules *texts;
};

/* A failure that fits and how well. */
struct finding {
    const struct scenario *scenario;
    double confidence;
    size_t weight;        /* breaks ties: conditions of the sign, letters of the phrases */
    size_t start, length; /* in the text, of what decided */
    const char *hop;      /* borrowed from the library; NULL: not known */
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
