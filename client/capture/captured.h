/* SPDX-License-Identifier: MIT */
/* Answers that somebody captured, and that go out again byte for byte: a head as it was (status line, header lines, empty line,
 * each with CR LF) and a body without the framing of chunks. Pure. */
#ifndef FBLAB_CAPTURED_H
#define FBLAB_CAPTURED_H

#include "message.h"

/* What a head says about the body behind it. */
struct framing {
    bool bare; /* its status has no body */
    bool chunked;
    bool announced; /* by Content-Length: `length` */
    bool closes;    /* the end of the connection is the end of the body, or the head says that it ends */
    unsigned long long length;
};

/* "HTTP/1.1 401 Unauthorized", with a status that ends a request. */
bool head_is_status_line(const char *line);
int head_status(const char *head);
/* The first header of that name, without blanks around; NULL: there is none. The caller frees it. */
char *head_value(const char *head, const char *name);
/* `body_length`: how much of a body there is. */
struct framing head_framing(const char *head, size_t body_length);

/* Sets the answer to it; a body that goes out in chunks goes out as one. */
void answer_captured(struct answer *answer, const char *head, const char *body, size_t length);

#endif
