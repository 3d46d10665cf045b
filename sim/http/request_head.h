/* SPDX-License-Identifier: MIT */
/* The head of a request while its bytes come in: since when, and whether something is in it that http.sys refuses.
 * libmicrohttpd waits for its end as long as bytes come, takes NUL, a carriage return alone and a header without a name for the
 * end of a line or of the head, joins folded lines, and passes on blanks and control characters. */
#ifndef FBLAB_REQUEST_HEAD_H
#define FBLAB_REQUEST_HEAD_H

#include <stdbool.h>
#include <stddef.h>

/* Zero-initialise for each request. */
struct request_head {
    double began; /* clock_ms() of its first byte; 0: none has come */
    bool unsound;
    bool ended;    /* the empty line has come; what follows in the same bytes is not the head's */
    bool has_line; /* the request line has ended */
    size_t line;   /* bytes of the line so far */
    char last;
};

/* How many of the bytes are the head's; fewer than length: the others are not. */
size_t request_head_feed(struct request_head *head, const char *bytes, size_t length, double now);

#endif
