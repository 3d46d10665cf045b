/* SPDX-License-Identifier: MIT */
/* The subcommands of fbcheck. Each takes its own arguments (argv[0] is its name) and returns the exit status. */
#ifndef FBLAB_COMMANDS_H
#define FBLAB_COMMANDS_H

enum status {
    STATUS_DONE = 0,      /* and as expected */
    STATUS_DIFFERENT = 1, /* done, not as expected: the look-up failed */
    STATUS_USAGE = 2,
    STATUS_UNUSABLE = 3 /* the lab or a file could not be used */
};

int command_query(int argc, char **argv);
int command_classify(int argc, char **argv);
int command_explain(int argc, char **argv);

#endif
