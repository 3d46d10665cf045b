/* SPDX-License-Identifier: MIT */
/* Evidence without a lab: a pack, and four questions on it. Nothing of it is kept. */
#ifndef FBLAB_TRAINING_EVIDENCE_QUIZ_H
#define FBLAB_TRAINING_EVIDENCE_QUIZ_H

#include "course/course.h"
#include "training/exercise.h"

/* What a quiz borrows; plan: of the ticket, whose course, seed and number decide on all that is drawn. */
struct evidence_quiz {
    struct ticket_plan plan;
    const char *output; /* the zip to write; NULL: the ticket's number in the working directory */
    const char *folder; /* the user's own, for a file that tells where the lab is while the pack is made */
};

/* Returns the exit status: STATUS_DONE if all four answers were right. */
int evidence_quiz_run(const struct evidence_quiz *quiz);

#endif
