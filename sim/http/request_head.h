/* SPDX-License-Identifier: MIT */
/* The head of a request while its bytes come in: since when, and whether there is a byte in it that no head has.
 * libmicrohttpd waits for its end as long as bytes come, and takes NUL for the end of a line's text. */
#ifndef FBLAB_REQUEST_HEAD_H
#define FBLAB_REQUEST_HEAD_H

#include <stdbool.h>
#include <stddef.h>

enum { REQUEST_HEAD_TAIL = 3 };

/* Zero-initialise for each request. */
struct request_head {
    double began;                 /* clock_ms() of its first byte; 0: none has come */
    bool over;                    /* it has been read: what comes is the body, or the next request */
    bool has_null;                /* as far as that can be told from a body that came along */
    char tail[REQUEST_HEAD_TAIL]; /* the last bytes: the empty line may come in pieces */
};

void request_head_feed(struct request_head *head, const char *bytes, size_t length, double now);

#endif
