/* SPDX-License-Identifier: MIT */
/* The progress of trainees as files: a grade book, statements, or all that was done. */
#ifndef FBLAB_ROOM_EXPORT_H
#define FBLAB_ROOM_EXPORT_H

#include "capture/message.h"
#include "room_school.h"

/* format: "csv", "xapi" or "deeds" (JSON: each attempt with what was done in it, by the trainee and by others). trainee NULL:
 * everybody. false: error says why; the answer is untouched. */
bool room_export(const struct room_school *school, const char *trainee, const char *format, struct answer *answer,
                 struct error *error);

#endif
