/* SPDX-License-Identifier: MIT */
/* What is due, and what comes next: what follows from attempts. Pure; the same on every machine. */
#ifndef FBLAB_PROGRESS_PLAN_H
#define FBLAB_PROGRESS_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How much of a ticket is given: the first meeting with a row is worked out, the next lacks its last step. */
enum progress_mode { PROGRESS_WORKED_EXAMPLE, PROGRESS_LAST_STEP_MISSING, PROGRESS_ALONE, PROGRESS_MODE_COUNT };

const char *progress_mode_name(enum progress_mode mode);

enum { PROGRESS_MOST_POINTS = 100, PROGRESS_WELL = 70, PROGRESS_BOXES = 5, PROGRESS_ROW_SIZE = 24 };

/* Of one row: a box of Leitner's, of 1, 3, 7, 16 and 35 days. All zeros: never met. */
struct progress_standing {
    char row[PROGRESS_ROW_SIZE];
    unsigned met, tried, solved; /* tried: alone or without the last step */
    unsigned box;                /* 1 to PROGRESS_BOXES; 0: not tried yet */
    unsigned last_points, best_points;
    int64_t last_met, due; /* due 0: not tried yet */
    enum progress_mode next_mode;
};

enum progress_state {
    PROGRESS_NEW,
    PROGRESS_LEARNING,
    PROGRESS_WEAK,
    PROGRESS_DUE,
    PROGRESS_MASTERED,
    PROGRESS_STATE_COUNT
};

const char *progress_state_name(enum progress_state state);

/* A finished attempt at the row, later than those before. */
void progress_standing_take(struct progress_standing *standing, enum progress_mode mode, bool solved, unsigned points,
                            int64_t ended);
enum progress_state progress_standing_state(const struct progress_standing *standing, int64_t now);

struct progress_item {
    const char *ticket, *row;
};

/* Items of one block lie side by side; those of PROGRESS_MIXED come when all blocks are done. */
enum { PROGRESS_MIXED = -1 };
struct progress_place {
    struct progress_item item;
    int block;
    unsigned met; /* how often this ticket was met */
};

enum progress_reason { PROGRESS_FOR_BLOCK, PROGRESS_FOR_DUE, PROGRESS_FOR_MIXED, PROGRESS_AHEAD_OF_TIME };

struct progress_next {
    size_t place;
    enum progress_mode mode;
    enum progress_reason reason;
};

/* What comes next. standings: of the rows that were met. last_row: of the attempt before, which is not repeated where there is
 * something else; NULL: none. false: the course is empty. */
bool progress_plan_next(const struct progress_place *places, size_t count, const struct progress_standing *standings,
                        size_t standing_count, uint64_t seed, const char *last_row, int64_t now,
                        struct progress_next *next);

#endif
