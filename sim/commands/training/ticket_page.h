/* SPDX-License-Identifier: MIT */
/* A ticket as its trainee reads it. */
#ifndef FBLAB_TRAINING_TICKET_PAGE_H
#define FBLAB_TRAINING_TICKET_PAGE_H

#include "lesson/lesson.h"
#include "terminal/display.h"

/* The mail, what is given with it, and what may be used. */
void ticket_page_print(const struct display *display, const struct lesson *lesson, const char *tool_file);

#endif
