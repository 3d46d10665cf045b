/* SPDX-License-Identifier: MIT */
/* Whether a place in a text stands in quotes or in brackets: marks that part a line do so only outside of both. */
#ifndef FBLAB_SHELL_NESTING_H
#define FBLAB_SHELL_NESTING_H

#include <stdbool.h>

struct nesting {
    const char *brackets; /* that count, in pairs: "(){}" */
    char quote;           /* open; 0: none */
    unsigned depth;       /* brackets open */
};

/* Goes past the character, which is not NUL. */
void nesting_step(struct nesting *nesting, char character);
bool nesting_is_outside(const struct nesting *nesting);

#endif
