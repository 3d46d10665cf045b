/* SPDX-License-Identifier: MIT */
/* The parameters of a PowerShell script that Microsoft publishes, read from a line as PowerShell would bind them. Pure. */
#ifndef FBLAB_SCRIPT_ARGUMENTS_H
#define FBLAB_SCRIPT_ARGUMENTS_H

#include "base/error.h"
#include "shell/language/command_line.h"

enum { SCRIPT_MOST_PARAMETERS = 16 };

struct script_parameter {
    const char *name;
    bool is_switch;
    const char *only; /* of a set of one: that value; NULL: any */
};

struct script_form {
    const char *name; /* "ExchangeExtendedProtectionManagement.ps1" */
    const struct script_parameter *parameters;
    size_t count;
};

/* What was given, by the index of the parameter. */
struct script_arguments {
    bool given[SCRIPT_MOST_PARAMETERS];
    const struct word_list *values[SCRIPT_MOST_PARAMETERS]; /* borrowed from the line; NULL: a switch */
};

bool script_arguments_read(const struct script_form *script, const struct command_line *line,
                           struct script_arguments *arguments, struct error *error);
/* The first value; "": none. Borrowed from the line. */
const char *script_argument(const struct script_arguments *arguments, size_t parameter);
/* Is it one of the values? */
bool script_argument_has(const struct script_arguments *arguments, size_t parameter, const char *value);

#endif
