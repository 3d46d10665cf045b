/* SPDX-License-Identifier: MIT */
/* A trainee at a terminal, or a file of what one types: tickets of a course, and words and cmdlets typed at them. */
#ifndef FBLAB_TRAINING_DESK_H
#define FBLAB_TRAINING_DESK_H

#include "fblab_commands/line_input.h"
#include "fblab_commands/shell_session.h"
#include "lesson/lesson.h"
#include "terminal/display.h"

#include <stdbool.h>

struct desk {
    struct lesson *lesson; /* borrowed, as the three below */
    const struct course_common *common;
    const char *folder; /* where the tool file of a ticket goes */
    const char *asks;   /* what is asked now; NULL: the next word or cmdlet */
    struct display display;
    struct line_input *input;
    struct typing typing;
    char *tool_file; /* of the ticket on the table */
    char prompt[64];
    bool unusable; /* it cannot go on; a sentence was printed */
};

/* Plays tickets until there is no more to read, or the trainee leaves. Returns the exit status. */
int desk_sit_down(struct desk *desk);
/* Puts the next ticket on the table and prints it. false: the desk is unusable. */
bool desk_take_ticket(struct desk *desk);
/* Prints a question's prompt, and reads a line without the blanks around it; the caller frees it. NULL: there is none any
 * more. */
char *desk_ask(struct desk *desk, const char *asks);
/* Prints why something was not done. */
void desk_refuse(struct desk *desk, const struct error *error);

/* What is typed at a ticket and is no cmdlet. false: it is none of these words. */
bool desk_word(struct desk *desk, const char *line);
/* The words that begin so. */
void desk_words_beginning(const char *beginning, struct word_list *words);

#endif
