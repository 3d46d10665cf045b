/* SPDX-License-Identifier: MIT */
/* A trainee in a course: tickets one after the other, each played in a lab of its own, and kept as it is played. What a call has
 * done is on the disk when it returns: a program that was killed begins where it was, for the lab is put into the same state
 * again. Knows no terminal and no page. One thread at a time. */
#ifndef FBLAB_LESSON_H
#define FBLAB_LESSON_H

#include "base/error.h"
#include "lesson_material.h"
#include "progress/progress_store.h"
#include "training/exercise.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct lesson;

/* Borrowed until lesson_close(). */
struct lesson_options {
    struct progress_store *store;
    const struct lesson_material *material;
    const char *trainee;
    const uint64_t *seed; /* NULL: that of the trainee's last ticket in the course; a new one if there is none */
};

/* NULL: error says why. */
struct lesson *lesson_open(const struct lesson_options *options, struct error *error);
/* Ends the lab. A ticket that is neither solved nor given up stays open. Accepts a NULL inside. */
void lesson_close(struct lesson **lesson);
uint64_t lesson_seed(const struct lesson *lesson);

/* Ends the lab of the ticket before and begins the next: one that was left open, as it was left, or what the plan says. May take
 * a second. false: error says why, and there is no ticket. */
bool lesson_next(struct lesson *lesson, struct error *error);

/* What is on the table. Borrowed until the next ticket. NULL: nothing. */
struct exercise *lesson_exercise(const struct lesson *lesson);
int64_t lesson_attempt(const struct lesson *lesson); /* its id in the store */
enum progress_mode lesson_mode(const struct lesson *lesson);
bool lesson_is_resumed(const struct lesson *lesson);
/* It was solved or given up. */
bool lesson_is_over(const struct lesson *lesson);
/* The way of giving up that counts: with a wrong answer or a forbidden change before, it failed. */
enum progress_outcome lesson_outcome(const struct lesson *lesson);

/* As those of exercise.h, and noted. A note that cannot be written is an error, and then nothing was done, but for the last
 * check: *solved is false, and it can be asked again. */
struct lookup *lesson_look_up(struct lesson *lesson, struct error *error);
bool lesson_run(struct lesson *lesson, const char *at, const char *command, FILE *output, struct error *error);
const struct ticket_hint *lesson_hint(struct lesson *lesson, struct error *error);
bool lesson_answer(struct lesson *lesson, const struct exercise_answer *answer, struct exercise_judgement *judgement,
                   struct error *error);
/* *solved: with this look the ticket was. */
bool lesson_checks(struct lesson *lesson, struct exercise_checks *checks, bool *solved, struct error *error);
bool lesson_give_up(struct lesson *lesson, struct error *error);
/* The trainee's own answer to the question of a ticket that is over; kept as a deed of that kind. */
#define LESSON_EXPLANATION "explanation"
bool lesson_explain(struct lesson *lesson, const char *words, struct error *error);

/* What somebody who looks after the trainee does: "write" WORDS, "hint" (the next one, at no cost), "arm" ID (breaks the lab in
 * one more way), "reset" (the lab is as when the ticket began), "end" (the ticket, unsolved). Noted with what the trainee does,
 * as deeds of the kind LESSON_INSTRUCTOR. false: error says why not. */
#define LESSON_INSTRUCTOR "instructor" /* its text: "arm 10a" */
bool lesson_intervene(struct lesson *lesson, const char *what, const char *text, struct error *error);

/* What the trainee did, in order, with times. */
bool lesson_deeds(const struct lesson *lesson, progress_each_event *each, void *context, struct error *error);

#endif
