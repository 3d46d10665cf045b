/* SPDX-License-Identifier: MIT */
/* Routes of trainees and of who looks after them. */
#ifndef FBLAB_ROOM_TRAINING_H
#define FBLAB_ROOM_TRAINING_H

#include "room_call.h"

/* A path of NULL behind the last. */
extern const struct room_route trainee_routes[], instructor_routes[];

#endif
