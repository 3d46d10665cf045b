/* SPDX-License-Identifier: MIT */
/* One object that a Test- cmdlet's parameter names, as -Identity would. */
#ifndef FBLAB_NAMED_OBJECT_H
#define FBLAB_NAMED_OBJECT_H

#include "services.h"

struct wanted {
    const char *at, *noun, *property;
};

/* The property of the one object of that name (`*` stands for anything); name NULL: of the only one. The caller frees
 * it. NULL: none, or several. */
char *named_object_read(const struct shell *shell, const struct wanted *wanted, const char *name, struct error *error);

#endif
