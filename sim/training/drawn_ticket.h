/* SPDX-License-Identifier: MIT */
/* A ticket as one trainee meets it: the mail, the people, the order of what there is to choose from. Pure. */
#ifndef FBLAB_DRAWN_TICKET_H
#define FBLAB_DRAWN_TICKET_H

#include "course/course_common.h"
#include "organization/organization.h"
#include "scenario/ticket.h"

#include <stdbool.h>
#include <stdint.h>

/* Borrowed until drawn_ticket_free(). */
struct ticket_plan {
    const struct library *library;
    const struct course_common *common;
    const struct snapshot *organization; /* the healthy one, for names */
    const struct scenario *scenario;
    const struct variant *variant;
    const char *course;
    uint64_t seed;
    size_t number; /* in the course, from 0 */
};

/* Something to choose from. Texts are the scenarios'. */
struct drawn_choice {
    const char *id;   /* of a row; NULL in refutations */
    const char *text; /* what stands there */
    const char *why;  /* of a wrong one: what tells it apart; of a row that fits as well, why; NULL: it is the answer */
    bool right;
};

enum { DRAWN_MOST_DECOYS = 2 };

struct drawn_ticket {
    struct ticket ticket;
    char *number;              /* "INC0042317" */
    char *from, *subject;      /* "Ann Berg <ann@contoso.com>" */
    struct words paragraphs;   /* with nothing left to fill in */
    bool call;                 /* a note of a call, no mail */
    struct drawn_choice *rows; /* at least four */
    size_t row_count;
    struct drawn_choice *refutations; /* at least three */
    size_t refutation_count;
    const struct course_decoy *decoys[DRAWN_MOST_DECOYS];
    size_t decoy_count;
};

struct drawn_ticket *drawn_ticket_new(const struct ticket_plan *plan);
/* Is the hop one of those that are right? */
bool drawn_ticket_fails_at(const struct drawn_ticket *drawn, const char *hop);
void drawn_ticket_free(struct drawn_ticket **drawn);

#endif
