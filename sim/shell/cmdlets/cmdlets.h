/* SPDX-License-Identifier: MIT */
/* Verbs, and which cmdlets there are where. */
#ifndef FBLAB_CMDLETS_H
#define FBLAB_CMDLETS_H

#include "base/error.h"
#include "shell/nouns/nouns.h"

#include <libxml/tree.h>
#include <stdio.h>

struct shell;

struct verb {
    const char *name;
    unsigned flag; /* enum verb_flag */
    /* One of the three. `show` looks at the document, `change` works on a copy of it, `run` does neither or both. */
    bool (*show)(const xmlDoc *document, const struct command *command, FILE *output, struct error *error);
    bool (*change)(xmlDoc *document, const struct command *command, struct error *error);
    bool (*run)(const struct shell *shell, const struct command *command, struct error *error);
};

/* A verb of a noun. */
struct cmdlet {
    const struct verb *verb;
    const struct noun *noun;
};

/* false: PowerShell's sentence about an unknown term, and the nearest there is at this place. */
bool cmdlet_find(const char *name, const char *at, struct cmdlet *cmdlet, struct error *error);
/* The index-th cmdlet of a place; false: there are no more. */
bool cmdlet_at(const char *at, size_t index, struct cmdlet *cmdlet);

#endif
