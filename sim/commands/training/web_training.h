/* SPDX-License-Identifier: MIT */
/* Tickets for one trainee in a browser. */
#ifndef FBLAB_COMMANDS_WEB_TRAINING_H
#define FBLAB_COMMANDS_WEB_TRAINING_H

#include "room/room.h"

/* Prints the link, and goes on until it is interrupted. trainee NULL: evidence alone, of which nothing is kept. open: in the
 * user's own browser. Returns the exit
 * status. */
int web_training(const struct room_course *course, const char *trainee, bool open);

#endif
