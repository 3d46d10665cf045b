/* SPDX-License-Identifier: MIT */
/* A hint with the lines of logs that it means; the last one also with the commands that repair. */
#ifndef FBLAB_TRAINING_HINT_PAGE_H
#define FBLAB_TRAINING_HINT_PAGE_H

#include "terminal/display.h"
#include "training/exercise.h"

void hint_page_print(const struct display *display, struct exercise *exercise, const struct ticket_hint *hint);
/* A line a command, with its place. */
void hint_page_print_repair(const struct display *display, const struct exercise *exercise);

#endif
