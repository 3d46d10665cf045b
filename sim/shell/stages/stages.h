/* SPDX-License-Identifier: MIT */
/* One stage of a pipe, on the values that come through it. */
#ifndef FBLAB_SHELL_STAGES_H
#define FBLAB_SHELL_STAGES_H

#include "own_words.h"
#include "shell/cmdlets/services.h"

#include <jansson.h>

/* Makes of the values what the stage gives: a list in the place of theirs. text: the stage, its word first. Not for
 * OWN_EACH, which runs commands. false: error says why. */
bool stage_run(const struct shell_services *services, enum own_word word, const char *text, json_t **values,
               struct error *error);
/* What nobody has formatted, as one text. The caller owns the reference. */
json_t *stage_rendered(const struct shell_services *services, const json_t *values);

#endif
