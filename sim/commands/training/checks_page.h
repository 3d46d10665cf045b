/* SPDX-License-Identifier: MIT */
/* The checks of a ticket as a table. */
#ifndef FBLAB_TRAINING_CHECKS_PAGE_H
#define FBLAB_TRAINING_CHECKS_PAGE_H

#include "terminal/display.h"
#include "training/exercise.h"

/* And what is still missing. */
void checks_page_print(const struct display *display, const struct exercise_checks *checks,
                       const struct exercise *exercise);

#endif
