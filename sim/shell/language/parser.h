/* SPDX-License-Identifier: MIT */
/* A line of text, cut into cmdlets and arguments. */
#ifndef FBLAB_SHELL_PARSER_H
#define FBLAB_SHELL_PARSER_H

#include "base/error.h"
#include "command_line.h"

/* NULL: error says why. The caller frees the result. */
struct command_line *command_line_parse(const char *line, struct error *error);

#endif
