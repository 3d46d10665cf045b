/* SPDX-License-Identifier: MIT */
/* The parts of an exercise. */
#ifndef FBLAB_EXERCISE_INTERNAL_H
#define FBLAB_EXERCISE_INTERNAL_H

#include "exercise.h"
#include "lab/lab.h"

enum { EXERCISE_MOST_PAIRS = 4 };

/* A look-up that works in health, and so has to work in the end. */
struct exercise_pair {
    const char *requester, *target, *client;
    char *name;
};

struct exercise {
    struct exercise_options options;
    struct lab *lab;
    struct drawn_ticket *drawn;
    struct words offers;
    struct exercise_pair pairs[EXERCISE_MOST_PAIRS];
    size_t pair_count;
    const struct ticket_check **forbidden; /* those whose state was right when the ticket began */
    size_t forbidden_count;
    size_t hints_taken;
    time_t last_hint;
    unsigned cost; /* of hints, wrong answers and forbidden changes */
    bool was_forbidden;
    enum exercise_stage stage;
};

/* Is the state so? What the command printed goes to `actual` (NULL: nobody wants to know). false in `*known`: it could not be
 * found out. */
bool exercise_state_holds(struct exercise *exercise, const struct ticket_check *check, char **actual, bool *known);
/* Which of the general and the ticket's forbidden changes have not been made so far. */
void exercise_note_forbidden(struct exercise *exercise);
/* Which look-ups work; before anything is broken. */
void exercise_note_pairs(struct exercise *exercise);
/* As often as the variant needs to show itself: the first look-up that fails, or the last. NULL: error. The caller frees it. */
struct lookup *exercise_try(struct exercise *exercise, const struct exercise_pair *pair, struct error *error);
/* Every noun of the lab that some documented repair needs, so that the list tells nothing; or those of the ticket. */
struct words exercise_offers_of(const struct exercise *exercise);
void exercise_offers_free(struct words *offers);

#endif
