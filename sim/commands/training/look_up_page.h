/* SPDX-License-Identifier: MIT */
/* A look-up as the user sees it, and what was seen on the way. No diagnosis. */
#ifndef FBLAB_TRAINING_LOOK_UP_PAGE_H
#define FBLAB_TRAINING_LOOK_UP_PAGE_H

#include "evidence/evidence.h"
#include "terminal/display.h"

void look_up_page_print(const struct display *display, const struct lookup *lookup);

#endif
