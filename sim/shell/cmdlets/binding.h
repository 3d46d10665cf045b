/* SPDX-License-Identifier: MIT */
/* From a command line to a command: the grammar knows no cmdlet, so what a word behind a parameter is, is decided here. */
#ifndef FBLAB_SHELL_BINDING_H
#define FBLAB_SHELL_BINDING_H

#include "command.h"

/* Binds the arguments, whose values it takes out of the line. NULL: error says why. The caller frees the result. */
struct command *command_bind(const struct cmdlet *cmdlet, const char *at, struct command_line *line,
                             struct error *error);
/* Finds the cmdlet of a line that is not empty and binds its arguments. */
struct command *command_understand(const char *at, struct command_line *line, struct error *error);

#endif
