/* SPDX-License-Identifier: MIT */
/* What is read when a ticket is over. */
#ifndef FBLAB_TRAINING_DEBRIEF_PAGE_H
#define FBLAB_TRAINING_DEBRIEF_PAGE_H

#include "lesson/lesson.h"
#include "terminal/display.h"

void debrief_page_print(const struct display *display, const struct lesson *lesson);
/* A good answer to its question. */
void debrief_page_print_answer(const struct display *display, const struct lesson *lesson);

#endif
