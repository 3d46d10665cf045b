/* SPDX-License-Identifier: MIT */
/* What lines on objects are run with. */
#ifndef FBLAB_SHELL_OBJECT_SHELL_H
#define FBLAB_SHELL_OBJECT_SHELL_H

#include "shell/cmdlets/services.h"

#include <stdbool.h>

/* The interpreter below: runs cmdlets that have no such stage behind them. */
#define MOST_COMMANDS 1000

struct object_shell {
    const struct shell *shell;
    const char *at;
    bool (*run)(const struct shell *shell, const char *at, const char *command, struct error *error);
    unsigned depth;     /* of parentheses and blocks that we are in */
    unsigned *commands; /* that one statement may still run */
};

#endif
