/* SPDX-License-Identifier: MIT */
/* A command line bound to the table: which verb of which noun, where, with which checked values. */
#ifndef FBLAB_SHELL_COMMAND_H
#define FBLAB_SHELL_COMMAND_H

#include "format.h"
#include "nouns.h"
#include "shell/cmdlets/cmdlets.h"
#include "shell/language/command_line.h"

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
    bool what_if, verbose;
    struct format *format;                 /* how what it gives is printed */
    const struct shell_services *services; /* while it runs; NULL: there are none */
    FILE *output;                          /* while it runs: what New- prints; NULL: nowhere */
};

/* Binds the arguments, whose values it takes out of the line. NULL: error says why. The caller frees the result. */
struct command *command_bind(const struct cmdlet *cmdlet, const char *at, struct command_line *line,
                             struct error *error);
/* Finds the cmdlet of a line that is not empty and binds its arguments. */
struct command *command_understand(const char *at, struct command_line *line, struct error *error);
/* The index-th parameter of a cmdlet, NULL: nothing worth a word. false: there are no more. */
bool command_parameter_at(const struct cmdlet *cmdlet, size_t index, const char **name);
void command_free(struct command **command);

/* Did the command line give this parameter? */
bool command_gives(const struct command *command, const char *parameter);
/* The first word given for a parameter, "" if it was not. Borrowed. */
const char *command_text(const struct command *command, const char *parameter);
/* The value given for a parameter, NULL: none. Borrowed. */
const struct value *command_value(const struct command *command, size_t parameter);

#endif
