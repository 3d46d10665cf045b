/* SPDX-License-Identifier: MIT */
/* Lines of somebody at a terminal, with history and completion, or of a file or program. The only user of libedit. */
#ifndef FBLAB_LINE_INPUT_H
#define FBLAB_LINE_INPUT_H

#include "shell/language/word_list.h"

#include <stdbool.h>

/* What only a terminal needs. */
struct line_habits {
    const char *(*prompt)(void *context); /* borrowed until it is asked again */
    /* Words for the unfinished one at the end of `line`, which they replace, and its length. */
    size_t (*complete)(void *context, const char *line, struct word_list *words);
    void *context;
    const char *history; /* a file that keeps what was typed; NULL: nothing is kept */
    bool gives_up_lines; /* Ctrl-C ends the line and not the program */
};

struct line_input;

/* Of standard input; the habits are borrowed. */
struct line_input *line_input_open(const struct line_habits *habits);
void line_input_close(struct line_input **input);
/* Somebody types. */
bool line_input_is_typed(const struct line_input *input);
/* The next line with its end, borrowed until the next call; NULL: there is none, or a signal came that somebody handles. */
const char *line_input_read(struct line_input *input);
/* Was the last line given up? */
bool line_input_given_up(const struct line_input *input);

#endif
