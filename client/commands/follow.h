/* SPDX-License-Identifier: MIT */
/* Watches a log that grows, by its name: a new file of that name (rotation) and a file cut short are read from their
 * beginning. */
#ifndef FBLAB_COMMANDS_FOLLOW_H
#define FBLAB_COMMANDS_FOLLOW_H

#include "input.h"

struct follow {
    struct reader *reader;
    const char *name;
    bool json;
};

/* Prints what is found in what is added, until SIGINT or SIGTERM. Returns the exit status. */
int follow_run(const struct follow *follow);

#endif
