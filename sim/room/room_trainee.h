/* SPDX-License-Identifier: MIT */
/* A trainee in the room: the ticket that is played, its lab, and what an instructor sees of it. Any thread; what one
 * asks waits for what another asked before. */
#ifndef FBLAB_ROOM_TRAINEE_H
#define FBLAB_ROOM_TRAINEE_H

#include "room_school.h"
#include "room_seat.h"

#include <stdio.h>

struct room_trainee;

/* Borrows the school and the seat, which is told what happens. NULL: error says why. */
struct room_trainee *room_trainee_new(const struct room_school *school, struct seat *seat, const char *name,
                                      struct error *error);
/* Ends the lab; the ticket stays open. */
void room_trainee_free(struct room_trainee **trainee);
const char *room_trainee_name(const struct room_trainee *trainee);
/* Of a class, in which nobody chooses. */
const struct room_school *room_trainee_school(const struct room_trainee *trainee);

/* All return NULL where error says why. The caller owns the reference. */
/* The ticket as it stands, without what gives it away; begins one if there is none. */
json_t *room_trainee_ticket(struct room_trainee *trainee, struct error *error);
json_t *room_trainee_next(struct room_trainee *trainee, struct error *error);
json_t *room_trainee_checks(struct room_trainee *trainee, struct error *error);
json_t *room_trainee_hint(struct room_trainee *trainee, struct error *error);
/* {"row": 0, "refutation": 0, "hop": "token"}, places as they are shown. */
json_t *room_trainee_answer(struct room_trainee *trainee, const json_t *answer, struct error *error);
json_t *room_trainee_give_up(struct room_trainee *trainee, struct error *error);
/* The trainee's own answer to what the ticket asked, when it is over. */
json_t *room_trainee_explain(struct room_trainee *trainee, const char *words, struct error *error);
/* As room_hint_lines(). */
json_t *room_trainee_hint_lines(struct room_trainee *trainee, struct error *error);
/* [{"name","title","says","chosen"}]; one may be chosen unless somebody else has: the ticket before stays open. */
json_t *room_trainee_courses(struct room_trainee *trainee, struct error *error);
json_t *room_trainee_take_course(struct room_trainee *trainee, const char *name, struct error *error);
json_t *room_trainee_look_up(struct room_trainee *trainee, struct error *error);
/* {"at", "command"}: {"ok", "output"} */
json_t *room_trainee_run(struct room_trainee *trainee, const json_t *command, struct error *error);
/* {"files": [...], "whole": true}: those of GET /logs, all of them. */
json_t *room_trainee_logs(struct room_trainee *trainee, struct error *error);
json_t *room_trainee_settings(struct room_trainee *trainee, struct error *error);
/* As GET /cmdlets of the admin API, for a program under test. */
json_t *room_trainee_cmdlets(struct room_trainee *trainee, struct error *error);

/* For whoever looks after the class: who is where, and for how long. Waits for nothing. The caller owns the
 * reference. */
json_t *room_trainee_overview(struct room_trainee *trainee);
/* Somebody writes to the trainee: a second user complains, the change window closes. Waits for nothing; it is kept by
 * room_trainee_intervene(). */
void room_trainee_write(struct room_trainee *trainee, const char *text);
/* As lesson_intervene(). A ticket that has not begun yet begins. false: error says why not. */
bool room_trainee_intervene(struct room_trainee *trainee, const char *what, const char *text, struct error *error);

#endif
