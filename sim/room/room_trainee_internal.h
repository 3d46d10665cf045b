/* SPDX-License-Identifier: MIT */
/* The parts of a trainee: the ticket (room_trainee.c), its tools (room_trainee_tools.c), what others do (room_trainee_care.c). */
#ifndef FBLAB_ROOM_TRAINEE_INTERNAL_H
#define FBLAB_ROOM_TRAINEE_INTERNAL_H

#include "lesson/lesson.h"
#include "room_school.h"
#include "room_seat.h"

#include <pthread.h>

struct room_trainee {
    struct seat *seat;
    char *name;

    pthread_mutex_t lock; /* of the ticket; guards: */
    const struct room_school *school;
    struct room_school *chosen; /* the school, where the trainee has chosen another course; else NULL */
    struct progress_store *store;
    struct lesson *lesson;
    json_t *judgement; /* of the last answer; NULL: none yet */

    pthread_mutex_t seen; /* held for moments; guards what an instructor sees: */
    json_t *overview, *notes;
};

/* Takes the reference. For an instructor's page. */
void room_trainee_see(struct room_trainee *trainee, const char *what, json_t *value);

/* The rest with the lock of the ticket. */
/* The trainee does something; a page that is merely open, and others, do not count. */
void room_trainee_stir(struct room_trainee *trainee);
/* The page has to read the ticket anew. */
void room_trainee_tell(struct room_trainee *trainee);
/* The lab of before is watched no longer, and nothing of it is shown. */
void room_trainee_look_away(struct room_trainee *trainee);
void room_trainee_look_at_lab(struct room_trainee *trainee);
/* Begins the ticket if there is none. NULL: error says why there is none. */
struct exercise *room_trainee_exercise(struct room_trainee *trainee, struct error *error);
/* The ticket as it stands. The caller owns the reference. */
json_t *room_trainee_stand(struct room_trainee *trainee);

#endif
