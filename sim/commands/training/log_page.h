/* SPDX-License-Identifier: MIT */
/* What servers and devices have written. */
#ifndef FBLAB_TRAINING_LOG_PAGE_H
#define FBLAB_TRAINING_LOG_PAGE_H

#include "terminal/display.h"
#include "training/exercise.h"

/* text "": the files with their numbers of lines; else those files whose name has the text, whole, and lines that have it. */
bool log_page_print(const struct display *display, struct exercise *exercise, const char *text, struct error *error);
/* The lines in which the pattern is found, in files whose name has `in`. */
void log_page_print_marked(const struct display *display, struct exercise *exercise, const char *in, const char *marks);

#endif
