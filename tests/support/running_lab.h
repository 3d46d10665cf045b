/* SPDX-License-Identifier: MIT */
/* A lab in this process, and the client that looks up in it as fbcheck would: by the ready file alone. One thread. */
#ifndef FBLAB_RUNNING_LAB_H
#define FBLAB_RUNNING_LAB_H

#include "evidence/evidence.h"
#include "lab/lab.h"
#include "scenario/scenario.h"

#include <jansson.h>

struct running_lab {
    struct lab *running;
};

/* Ends the test with the error's sentence when it cannot start. */
void running_lab_start(struct running_lab *lab);
/* The same with a seed of one's own. */
void running_lab_start_with(struct running_lab *lab, uint64_t seed);
void running_lab_stop(struct running_lab *lab);
void running_lab_arm(struct running_lab *lab, const char *id);
void running_lab_run(struct running_lab *lab, const char *at, const char *command);

/* The requester and target of the ready file; target NULL: the ready file's. The caller frees the result. */
struct lookup *running_lab_look_up(struct running_lab *lab, const char *target);
/* Somebody else of the asking organisation looks up the ready file's target. */
struct lookup *running_lab_look_up_as(struct running_lab *lab, const char *requester);
/* The requester's Outlook looks up the ready file's target. */
struct lookup *running_lab_ask_outlook(struct running_lab *lab);
/* As the variant says: by whom, and how often at most until it fails. */
struct lookup *running_lab_play(struct running_lab *lab, const struct variant *variant);

/* Asks the front door: an HTTPS request with the lab's credentials. The caller frees the body; *status is the answer's. */
char *running_lab_front_door(struct running_lab *lab, const char *body, int *status);

/* Entries of the journal with this party and status (0: any). */
size_t running_lab_count(struct running_lab *lab, const char *party, int status);

#endif
