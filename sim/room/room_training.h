/* SPDX-License-Identifier: MIT */
/* Routes of trainees, of who looks after them, and of who reads evidence. */
#ifndef FBLAB_ROOM_TRAINING_H
#define FBLAB_ROOM_TRAINING_H

#include "room_call.h"

/* A path of NULL behind the last. */
extern const struct room_route trainee_routes[], instructor_routes[], quiz_routes[];

#endif
