/* SPDX-License-Identifier: MIT */
/* The parts of a lesson. */
#ifndef FBLAB_LESSON_INTERNAL_H
#define FBLAB_LESSON_INTERNAL_H

#include "lesson.h"

/* What is noted of a ticket; the texts stand in the database. */
#define DEED_COMMAND "command" /* "onprem\tGet-Mailbox" */
#define DEED_TOOL "tool"       /* the same, from a program with the tool file */
#define DEED_OTHER "other"     /* and from one with the ready file */
#define DEED_LOOK_UP "look-up"
#define DEED_HINT "hint"
#define DEED_ANSWER "answer" /* "2 availability 1": row and refutation from 1, as they are shown */
#define DEED_CHECKS "checks" /* "forbidden": one of them was made; else "" */

struct lesson {
    struct lesson_options options;
    uint64_t seed;
    struct exercise *exercise;
    int64_t attempt;
    enum progress_mode mode;
    enum progress_outcome outcome; /* PROGRESS_OPEN until it is over */
    bool resumed, went_wrong;
    time_t past; /* what the clock says while earlier deeds are done again; 0: it is now */
};

/* Chooses what comes next, and keeps it open for this lesson alone. Sets attempt, mode and resumed. */
bool lesson_choose(struct lesson *lesson, struct ticket_plan *plan, struct error *error);
/* Does again what was noted of the ticket. */
bool lesson_repeat(struct lesson *lesson, struct error *error);
/* Judges, and remembers that something was wrong. */
bool lesson_judge(struct lesson *lesson, const struct exercise_answer *answer, struct exercise_judgement *judgement,
                  struct error *error);
/* What was noted of somebody else's deed is done again. */
void lesson_intervene_again(struct lesson *lesson, const char *deed);
bool lesson_look_at_checks(struct lesson *lesson, struct exercise_checks *checks);

#endif
