/* SPDX-License-Identifier: MIT */
/* A trainee without a terminal: begins a ticket, answers, repairs as documented, and reads the list of checks. Fails the test
 * that runs where something cannot be done. */
#ifndef FBLAB_EXERCISE_BENCH_H
#define FBLAB_EXERCISE_BENCH_H

#include "training/exercise.h"

/* What came with the program, and perhaps scenarios of a folder of one's own. */
struct training_data {
    struct library *library;
    struct course_common *common;
    struct snapshot *organization;
};

/* own NULL: only what came with the program. NULL: it cannot be read, and standard error says why. Loaded once. */
const struct training_data *training_data_load(const char *own);
void training_data_unload(void);

/* The ticket of that variant, in the course "the-six", of seed 5. clock NULL: the real time. */
struct exercise *exercise_of(const struct training_data *loaded, const char *id, time_t (*clock)(void *),
                             void *context);
/* One line of the shell, whose output nobody reads. */
bool exercise_type(struct exercise *exercise, const char *at, const char *command, struct error *error);
/* The documented repair. */
void exercise_repair(struct exercise *exercise, const struct training_data *loaded, const char *id);
/* Right, or with a wrong row. */
struct exercise_judgement exercise_give(struct exercise *exercise, bool right);
/* The names of the checks that say NO and what was seen, "name (actual);" each; empty: all are OK. The caller frees it. */
char *exercise_wrong_checks(struct exercise *exercise);

#endif
