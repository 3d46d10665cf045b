/* SPDX-License-Identifier: MIT */
/* Four questions on the evidence of a look-up: direction, who answered, layer, failure. No terminal and no page: both ask
 * them. */
#ifndef FBLAB_EVIDENCE_QUESTIONS_H
#define FBLAB_EVIDENCE_QUESTIONS_H

#include "drawn_ticket.h"

#include <stdbool.h>
#include <stddef.h>

struct lookup;

enum { EVIDENCE_QUESTIONS = 4, EVIDENCE_MOST_CHOICES = 24 };

/* Texts are borrowed from the drawn ticket. Several choices may be right. */
struct evidence_question {
    const char *asks;
    const char *choices[EVIDENCE_MOST_CHOICES];
    bool right[EVIDENCE_MOST_CHOICES];
    size_t count;
};

void evidence_questions(const struct drawn_ticket *drawn, const struct lookup *lookup,
                        struct evidence_question questions[EVIDENCE_QUESTIONS]);
/* One of all tickets of the course, as seed and number draw it: plan->scenario and plan->variant. false: error says why. */
struct course;
bool evidence_ticket_draw(struct ticket_plan *plan, const struct course *course, struct error *error);

#endif
