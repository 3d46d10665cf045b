/* SPDX-License-Identifier: MIT */
/* Where the body of a request ends among the bytes that come: what is behind it belongs to the next request. */
#ifndef FBLAB_REQUEST_BODY_H
#define FBLAB_REQUEST_BODY_H

#include <stdbool.h>
#include <stddef.h>

enum body_part { BODY_CHUNK_SIZE, BODY_CHUNK_EXTENSION, BODY_CHUNK_END, BODY_TRAILER, BODY_OVER };

struct request_body {
    unsigned long long left; /* bytes of it, or of the chunk, that have not come */
    unsigned long long size; /* of the next chunk, as far as its digits have come */
    enum body_part part;     /* of chunks; BODY_OVER where there are none */
    bool line_has_bytes;     /* of the trailer */
};

struct headers;

struct request_body request_body_new(bool chunked, unsigned long long length);
/* As the headers say. */
struct request_body request_body_of(const struct headers *headers);
bool request_body_is_over(const struct request_body *body);
/* How many of these bytes are the body's; fewer than length: it ends there. */
size_t request_body_skip(struct request_body *body, const char *bytes, size_t length);

#endif
