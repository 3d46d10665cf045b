/* SPDX-License-Identifier: MIT */
/* Lists of strings that own what is in them. */
#ifndef FBLAB_WORDS_H
#define FBLAB_WORDS_H

#include "scenario/scenario.h"

/* Takes the string; NULL adds nothing. */
void words_take(struct words *words, char *text);
void words_clear(struct words *words);

#endif
