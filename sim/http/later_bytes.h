/* SPDX-License-Identifier: MIT */
/* What has come behind the head of the current request: its body is dropped, the requests behind it are kept until it is their
 * turn. libmicrohttpd has these bytes as well, but does not show them. */
#ifndef FBLAB_LATER_BYTES_H
#define FBLAB_LATER_BYTES_H

#include "request_body.h"

/* Zero-initialise for each connection. */
struct later_bytes {
    char *bytes; /* owned; NULL: none */
    size_t count;
    struct request_body body; /* once it is known */
    bool body_is_known;
};

void later_bytes_add(struct later_bytes *later, const char *bytes, size_t length);
/* The head has been understood. */
void later_bytes_know_body(struct later_bytes *later, struct request_body body);
/* The next request's turn: of the bytes that are kept, its head has taken so many. */
void later_bytes_take(struct later_bytes *later, size_t count);
void later_bytes_clear(struct later_bytes *later);

#endif
