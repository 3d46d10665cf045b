/* SPDX-License-Identifier: MIT */
/* A command line bound to the table: which verb of which noun, where, with which checked values. */
#ifndef FBLAB_SHELL_COMMAND_H
#define FBLAB_SHELL_COMMAND_H

#include "cmdlet.h"
#include "services.h"
#include "shell/language/command_line.h"
#include "shell/nouns/format.h"

struct bound {
    size_t parameter; /* as noun_argument() counts */
    struct value value;
};

struct command {
    const struct verb *verb;
    const struct noun *noun;
    const char *at; /* borrowed: where it runs */
    char *identity; /* NULL: not given */
    struct bound *bounds;
    size_t count;
    char *filter; /* NULL: not given */
    size_t most;  /* objects that Get- gives; 0: all */
    bool what_if, verbose;
    struct format *format;                 /* how what it gives is printed */
    const struct shell_services *services; /* while it runs; NULL: there are none */
    FILE *output;                          /* while it runs: what New- prints; NULL: nowhere */
};

void command_free(struct command **command);

/* Did the command line give this parameter? */
bool command_gives(const struct command *command, const char *parameter);
/* The first word given for a parameter, "" if it was not. Borrowed. */
const char *command_text(const struct command *command, const char *parameter);
/* The value given for a parameter, NULL: none. Borrowed. */
const struct value *command_value(const struct command *command, size_t parameter);
/* What the command needs of the lab. NULL: there is none. */
const struct shell_services *services_of(const struct command *command, struct error *error);

#endif
