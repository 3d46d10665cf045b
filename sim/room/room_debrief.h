/* SPDX-License-Identifier: MIT */
/* What there was to learn. */
#ifndef FBLAB_ROOM_DEBRIEF_H
#define FBLAB_ROOM_DEBRIEF_H

#include "lesson/lesson.h"

#include <jansson.h>

/* {"id","title","says","solution","decoys","sources","asks","hops","deeds"}; once the trainee has answered what the ticket asks,
 * "explained" (the trainee's words) and "answers" (ours). The caller owns the reference. */
json_t *room_debrief(struct lesson *lesson);

#endif
