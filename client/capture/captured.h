/* SPDX-License-Identifier: MIT */
/* Answers that somebody captured, and that go out again byte for byte: a head as it was (status line, header lines, empty line,
 * each with CR LF) and a body without the framing of chunks. Pure. */
#ifndef FBLAB_CAPTURED_H
#define FBLAB_CAPTURED_H

#include "message.h"

/* Sets the answer to it; a body that goes out in chunks goes out as one. */
void answer_captured(struct answer *answer, const char *head, const char *body, size_t length);

#endif
