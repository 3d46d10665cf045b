/* SPDX-License-Identifier: MIT */
/* An HTTP answer as it comes in: header lines and pieces of a body, bounded. No sockets. */
#ifndef FBLAB_ANSWER_READER_H
#define FBLAB_ANSWER_READER_H

#include "evidence/evidence.h"

#include <stdio.h>

#define ANSWER_HEADER_LIMIT (256u << 10)

struct answer_reader {
    struct evidence head; /* status, reason and headers only */
    size_t header_bytes, body_limit, length;
    bool complete; /* the line that ends the headers came */
    FILE *body;
    char *text;
};

void answer_reader_start(struct answer_reader *reader, size_t body_limit);
/* One line with its line end: status line, header, the empty line. false: more than we take. */
bool answer_reader_line(struct answer_reader *reader, const char *line, size_t length);
/* false: more than we take. */
bool answer_reader_piece(struct answer_reader *reader, const char *bytes, size_t length);
/* Moves status, reason and headers to the record, and the body to the caller (never NULL). */
char *answer_reader_take(struct answer_reader *reader, struct evidence *record, size_t *length);

#endif
