/* SPDX-License-Identifier: MIT */
/* Somebody at a place of the lab, who types lines. */
#ifndef FBLAB_SHELL_SESSION_LINES_H
#define FBLAB_SHELL_SESSION_LINES_H

#include "base/error.h"
#include "shell/language/word_list.h"

#include <stdbool.h>

struct typing {
    /* Runs a command at a place; *output is what it prints, the caller frees it. false: refused, or the lab is gone (*lost). */
    bool (*run)(void *context, const char *at, const char *command, char **output, bool *lost, struct error *error);
    void *context;
    const char *at, *home; /* where the next command runs, and where Exit-PSSession leads. Static */
    bool failed;           /* a command was refused */
    bool lost;             /* the lab is gone */
    bool ended;            /* exit was typed */
    char prompt[32];
};

/* The place of that name, as the interpreter spells it; NULL: error says which there are. */
const char *typing_place(const char *name, struct error *error);
/* The places whose names begin so. */
void typing_places(const char *beginning, struct word_list *list);
/* "[PS onprem]> " */
const char *typing_prompt(struct typing *typing);
/* Runs the commands of a text: one a line, or several with ; between them. What they print goes to standard output, why
 * one was refused to standard error; those behind it run nevertheless, as in PowerShell. */
void typing_run(struct typing *typing, const char *text);

#endif
