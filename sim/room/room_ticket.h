/* SPDX-License-Identifier: MIT */
/* A ticket as a page shows it: what the trainee may know by now, and no more. */
#ifndef FBLAB_ROOM_TICKET_H
#define FBLAB_ROOM_TICKET_H

#include "lesson/lesson.h"
#include "room_school.h"

#include <jansson.h>

/* The caller owns all references. Which row is right is told when the ticket is over, or a worked example; so is
 * what stands in "debrief". */
json_t *room_ticket(const struct room_school *school, struct lesson *lesson);
/* [{"name","ok","forbidden","expected","actual","where"}] */
json_t *room_ticket_checks(const struct exercise_checks *checks);
/* {"row","hop","refutation": right or not; "told","why_not"; "chosen": {"row","refutation","hop"}} */
json_t *room_ticket_judgement(const struct exercise_answer *answer, const struct exercise_judgement *judgement);
/* NULL: error says why. */
json_t *room_ticket_logs(struct exercise *exercise, struct error *error);
/* Of the admin API's answer those that may be used. NULL: it is none. */
json_t *room_ticket_cmdlets(const char *text, size_t length, const struct words *offers);

#endif
