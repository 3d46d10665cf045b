/* SPDX-License-Identifier: MIT */
/* An HTTP answer as it comes in: header lines and pieces of a body, bounded. No sockets. */
#ifndef FBLAB_ARRIVAL_H
#define FBLAB_ARRIVAL_H

#include "evidence/evidence.h"

#include <stdio.h>

#define ARRIVAL_HEADER_LIMIT (256u << 10)

struct arrival {
    struct evidence head; /* status, reason and headers only */
    size_t header_bytes, body_limit, length;
    bool complete; /* the line that ends the headers came */
    FILE *body;
    char *text;
};

void arrival_start(struct arrival *arrival, size_t body_limit);
/* One line with its line end: status line, header, the empty line. false: more than we take. */
bool arrival_line(struct arrival *arrival, const char *line, size_t length);
/* false: more than we take. */
bool arrival_piece(struct arrival *arrival, const char *bytes, size_t length);
/* Moves status, reason and headers to the record, and the body to the caller (never NULL). */
char *arrival_take(struct arrival *arrival, struct evidence *record, size_t *length);

#endif
