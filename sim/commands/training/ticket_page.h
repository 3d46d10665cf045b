/* SPDX-License-Identifier: MIT */
/* A ticket as its trainee reads it. */
#ifndef FBLAB_TRAINING_TICKET_PAGE_H
#define FBLAB_TRAINING_TICKET_PAGE_H

#include "lesson/lesson.h"
#include "terminal/display.h"

/* The mail, what is given with it, and what to do first. */
void ticket_page_print(const struct display *display, const struct lesson *lesson, const char *tool_file);
/* What may be used beside the words of the trainer. */
void ticket_page_print_tools(const struct display *display, const struct exercise *exercise, const char *tool_file);

#endif
