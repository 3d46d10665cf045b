/* SPDX-License-Identifier: MIT */
/* Who types, where, and what his lines are run with. */
#ifndef FBLAB_TYPING_H
#define FBLAB_TYPING_H

#include "base/error.h"

#include <stdbool.h>

struct typing {
    /* Runs a command at a place; *output is what it prints, the caller frees it. false: refused, or the lab is gone (*lost). */
    bool (*run)(void *context, const char *at, const char *command, char **output, bool *lost, struct error *error);
    void *context;
    /* Asks whoever types; the answer is borrowed until the next question, and NULL if he has given up. Itself NULL:
     * nobody can be asked. */
    const char *(*ask)(void *desk, const char *question);
    void *desk;
    const char *question;  /* that is being asked, in the place of the prompt; NULL: none */
    const char *at, *home; /* where the next command runs, and where Exit-PSSession leads. Static */
    bool failed;           /* a command was refused */
    bool lost;             /* the lab is gone */
    bool ended;            /* exit was typed */
    char prompt[32];
};

#endif
