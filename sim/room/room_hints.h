/* SPDX-License-Identifier: MIT */
/* What a trainee is given of the way to the cause. */
#ifndef FBLAB_ROOM_HINTS_H
#define FBLAB_ROOM_HINTS_H

#include "training/exercise.h"

#include <jansson.h>

/* The caller owns the references. */
/* [{"says","in","marks"}], those that were had; the last one is the solution, with its "commands": [{"at","command"}]. */
json_t *room_hints(const struct exercise *exercise);
json_t *room_words(const struct words *words);
json_t *room_commands(const struct commands *commands);
/* For each of them the lines of logs that it speaks of: [[{"path","lines"}]]. NULL: error says why. */
json_t *room_hint_lines(struct exercise *exercise, struct error *error);

#endif
