/* SPDX-License-Identifier: MIT */
/* Evidence without a lab: a pack, and four questions on it. Any thread; who asks waits for who asked before. */
#ifndef FBLAB_ROOM_QUIZ_H
#define FBLAB_ROOM_QUIZ_H

#include "room.h"
#include "room_school.h"

struct room_quiz;

/* Borrows the school. */
struct room_quiz *room_quiz_new(const struct room_school *school, room_pack_function *write_pack);
void room_quiz_free(struct room_quiz **quiz);

/* All return NULL where error says why. The caller owns the reference. */
/* {"number","course","questions":[{"asks","choices"}]}; when they are answered each has "chosen" and "right" (places), and
 * "debrief" is there. Begins one if there is none. */
json_t *room_quiz_ask(struct room_quiz *quiz, struct error *error);
/* {"answers":[place, ...]}, one for each question; once. */
json_t *room_quiz_answer(struct room_quiz *quiz, const json_t *body, struct error *error);
json_t *room_quiz_next(struct room_quiz *quiz, struct error *error);
/* The zip. The caller frees it. */
char *room_quiz_pack(struct room_quiz *quiz, size_t *length, struct error *error);

#endif
