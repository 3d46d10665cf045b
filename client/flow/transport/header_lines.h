/* SPDX-License-Identifier: MIT */
/* The header lines of a query, as text. Pure. */
#ifndef FBLAB_HEADER_LINES_H
#define FBLAB_HEADER_LINES_H

#include "transport_query.h"

struct header_lines {
    char *items[8];
    size_t count;
};

/* A value with a line break in it is left out: it would make a header of its own. */
struct header_lines header_lines_make(const struct transport_query *query);
void header_lines_clear(struct header_lines *lines);

#endif
