/* SPDX-License-Identifier: MIT */
/* One object that a Test- cmdlet's parameter names, as -Identity would. Private to sim/shell. */
#ifndef FBLAB_SHELL_IDENTITY_H
#define FBLAB_SHELL_IDENTITY_H

#include "shell.h"

struct wanted {
    const char *at, *noun, *property;
};

/* The property of the one object of that name (`*` stands for anything); name NULL: of the only one. The caller frees
 * it. NULL: none, or several. */
char *identity_resolve(const struct shell *shell, const struct wanted *wanted, const char *name, struct error *error);

#endif
