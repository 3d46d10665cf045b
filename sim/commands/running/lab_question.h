/* SPDX-License-Identifier: MIT */
/* One question to the admin API of a lab that runs, and its answer as JSON. */
#ifndef FBLAB_LAB_QUESTION_H
#define FBLAB_LAB_QUESTION_H

#include <jansson.h>

/* Takes the reference of `body`; NULL: only reads. `ready`: --lab, NULL where it was not given. The caller owns the
 * reference. NULL: a sentence was printed, and *status is the exit status. */
json_t *lab_question(const char *command, const char *ready, const char *path, json_t *body, int *status);

#endif
