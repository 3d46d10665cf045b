/* SPDX-License-Identifier: MIT */
/* A program of subcommands as data: one table runs them, prints the help and suggests what was meant. */
#ifndef FBLAB_TERMINAL_PROGRAM_H
#define FBLAB_TERMINAL_PROGRAM_H

#include "options.h"

struct subcommand {
    const char *name;
    const char *arguments; /* "[TARGET]", "-- CMD..."; "": none */
    const char
        *summary; /* in the list of commands: a few words; NULL: a sibling's line has it too, and `about` is there */
    const char *about; /* in its own help, wrapped; a line end begins a new paragraph. NULL: the summary */
    const struct option_row *options;
    size_t option_count;
    size_t values_size; /* of the structure that the options fill; zeroed before */
    /* Returns the exit status. The operands are `count` strings and a NULL. */
    int (*run)(void *values, int count, char **operands);
    const char *listed; /* the name in the list of commands, with that of a sibling: "arm|disarm"; NULL: the name */
};

struct terminal_program {
    const char *name, *version;
    const char *purpose; /* one sentence */
    const struct subcommand *const *commands;
    size_t command_count;
    const char *notes; /* below the list of commands, as it is; NULL: none */
    const char
        *ids; /* a command that prints the ids of a catalogue first in its lines, for completion; NULL: there is none */
    const char *topics; /* one whose lines begin with two blanks and a topic of help */
    /* `NAME help TOPIC` of what is no command: true if it was printed. NULL: there are no other topics. */
    bool (*print_topic)(const char *topic);
    /* The topic that was perhaps meant, which the caller frees; NULL: none is near. NULL: nobody knows. */
    char *(*near_topic)(const char *topic);
};

/* The whole program: what main() returns. Knows --help, -h, --version and `help COMMAND` by itself. */
int terminal_program_run(const struct terminal_program *program, int argc, char **argv);

#endif
