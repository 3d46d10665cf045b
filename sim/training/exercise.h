/* SPDX-License-Identifier: MIT */
/* A ticket with a lab of its own: what is asked of it, typed into it, and judged. No terminal and no page: both show
 * this. One thread at a time. */
#ifndef FBLAB_EXERCISE_H
#define FBLAB_EXERCISE_H

#include "base/error.h"
#include "drawn_ticket.h"
#include "server_logs/server_logs.h"

#include <stdbool.h>
#include <stdio.h>
#include <time.h>

struct exercise;
struct lookup;

enum { EXERCISE_HINT_SECONDS = 30 };

struct exercise_options {
    struct ticket_plan plan;
    time_t (*clock)(void *context); /* NULL: time() */
    /* Asked of each command line that another program sends, before it is run, on another thread; NULL: nobody is. */
    bool (*admits)(void *context, const char *at, const char *command, bool for_tool, struct error *error);
    void *context;
};

/* Starts a lab, with decoys and some healthy traffic, then breaks it and looks up again. NULL: error says what could
 * not be used. */
struct exercise *exercise_start(const struct exercise_options *options, struct error *error);
/* The lab as it was when the ticket began, with logs of its own; what was answered, and what it has cost, stays. */
bool exercise_reset(struct exercise *exercise, struct error *error);
/* Breaks it in one more way ("10a"). false: error says why, and nothing has changed. */
bool exercise_arm(struct exercise *exercise, const char *id, struct error *error);
/* Ends the lab. Accepts a NULL inside. */
void exercise_end(struct exercise **exercise);

/* All borrowed until exercise_end(). */
const struct ticket_plan *exercise_plan(const struct exercise *exercise);
const struct drawn_ticket *exercise_ticket(const struct exercise *exercise);
struct lab *exercise_lab(const struct exercise *exercise); /* for a page that watches it: lab/lab_watch.h */
/* The lab's folder that has to go where exercise_end() cannot be waited for; see lab.h. The caller frees it. */
char *exercise_passing_folder(const struct exercise *exercise);

/* For other programs on the same machine, until exercise_end(): without the admin API. */
bool exercise_write_tool_file(struct exercise *exercise, const char *path, struct error *error);
/* The same with it. */
bool exercise_write_ready_file(struct exercise *exercise, const char *path, struct error *error);
/* As the asker of the ticket makes it. NULL: error. The caller frees it. */
struct lookup *exercise_look_up(struct exercise *exercise, struct error *error);
/* Gives each line that servers and devices have written so far, oldest first. */
bool exercise_logs(struct exercise *exercise, log_line_function *take, void *context, struct error *error);
/* One line of the management shell, with the rights of a tool and what the ticket offers. false: error says what is
 * wrong. */
bool exercise_run(struct exercise *exercise, const char *at, const char *command, FILE *output, struct error *error);
/* One that another program sent, with its rights. */
bool exercise_run_for_other(struct exercise *exercise, const char *at, const char *command, bool for_tool, FILE *output,
                            struct error *error);
/* The nouns of the lab that may be used, sorted. Borrowed. */
const struct words *exercise_offers(const struct exercise *exercise);

struct exercise_check {
    const char *name;
    bool ok;
    bool forbidden; /* it says that something was not done which nobody may do */
    char *expected, *actual;
    const char *where; /* the command, or the look-up */
};

/* Looks now; may block. */
struct exercise_checks {
    struct exercise_check *items;
    size_t count;
    bool all_ok;
};
void exercise_checks(struct exercise *exercise, struct exercise_checks *checks);
void exercise_checks_clear(struct exercise_checks *checks);

/* The next hint. NULL: error says how long to wait, or that there is none any more. */
const struct ticket_hint *exercise_hint(struct exercise *exercise, struct error *error);
bool exercise_may_have_hint(const struct exercise *exercise, struct error *error);
/* The first `count` at once, without cost: they can be read in the drawn ticket. */
void exercise_give_hints(struct exercise *exercise, size_t count);
/* How many of the drawn ticket's hints have been had. */
size_t exercise_hints_taken(const struct exercise *exercise);

struct exercise_answer {
    size_t row, refutation; /* places in the drawn ticket */
    const char *hop;
};

struct exercise_judgement {
    bool row, hop, refutation; /* right? */
    const char *told;          /* what a wrong row overlooked; NULL: nothing */
    const char *why_not;       /* the same of the refutation */
};
/* false: error says that a place or hop does not exist; nothing was judged. */
bool exercise_answer(struct exercise *exercise, const struct exercise_answer *answer,
                     struct exercise_judgement *judgement, struct error *error);
bool exercise_may_answer(const struct exercise *exercise, const struct exercise_answer *answer, struct error *error);

enum exercise_stage { EXERCISE_OPEN, EXERCISE_ANSWERED, EXERCISE_SOLVED };
enum exercise_stage exercise_stage(const struct exercise *exercise);
/* Of 100: what is left after hints, wrong answers and forbidden changes; 0 before it is solved. */
unsigned exercise_points(const struct exercise *exercise);

#endif
