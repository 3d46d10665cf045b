/* SPDX-License-Identifier: MIT */
/* What a cmdlet is: a verb of a noun. */
#ifndef FBLAB_SHELL_CMDLET_H
#define FBLAB_SHELL_CMDLET_H

#include "base/error.h"
#include "vocabulary/nouns.h"

#include <libxml/tree.h>
#include <stdio.h>

struct command;
struct shell;

struct verb {
    const char *name;
    unsigned flag; /* enum verb_flag */
    /* One of the three. `show` looks at the document, `change` works on a copy of it, `run` does neither or both. */
    bool (*show)(const xmlDoc *document, const struct command *command, FILE *output, struct error *error);
    bool (*change)(xmlDoc *document, const struct command *command, struct error *error);
    bool (*run)(const struct shell *shell, const struct command *command, struct error *error);
};

struct cmdlet {
    const struct verb *verb;
    const struct noun *noun;
};

#endif
