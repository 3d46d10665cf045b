/* SPDX-License-Identifier: MIT */
/* Counts bodies, and goes over chunks. Wrong chunks are for libmicrohttpd to refuse: here they only have to end. */
#include "request_body.h"

#include "capture/message.h"

#include <ctype.h>
#include <stdlib.h>

struct request_body request_body_new(bool chunked, unsigned long long length)
{
    return (struct request_body){.part = chunked ? BODY_CHUNK_SIZE : BODY_OVER, .left = chunked ? 0 : length};
}

struct request_body request_body_of(const struct headers *headers)
{
    const char *const length = headers_get(headers, "Content-Length");

    return request_body_new(headers_get(headers, "Transfer-Encoding"), length ? strtoull(length, NULL, 10) : 0);
}

bool request_body_is_over(const struct request_body *body)
{
    return body->left == 0 && body->part == BODY_OVER;
}

static void end_line_of_size(struct request_body *body)
{
    body->part = body->size > 0 ? BODY_CHUNK_END : BODY_TRAILER;
    body->left = body->size;
    body->size = 0;
    body->line_has_bytes = false;
}

static void take_size(struct request_body *body, char byte)
{
    const int digit = isdigit((unsigned char)byte) ? byte - '0' : tolower((unsigned char)byte) - 'a' + 10;

    if (byte == '\n')
        end_line_of_size(body);
    else if (isxdigit((unsigned char)byte))
        body->size = body->size * 16 + (unsigned)digit;
    else if (byte != '\r')
        body->part = BODY_CHUNK_EXTENSION;
}

static void take_trailer(struct request_body *body, char byte)
{
    if (byte == '\n' && !body->line_has_bytes)
        body->part = BODY_OVER;
    else if (byte != '\r')
        body->line_has_bytes = byte != '\n';
}

static void take(struct request_body *body, char byte)
{
    switch (body->part) {
    case BODY_CHUNK_SIZE: take_size(body, byte); break;
    case BODY_CHUNK_EXTENSION:
        if (byte == '\n')
            end_line_of_size(body);
        break;
    case BODY_CHUNK_END:
        if (byte == '\n')
            body->part = BODY_CHUNK_SIZE;
        break;
    case BODY_TRAILER: take_trailer(body, byte); break;
    case BODY_OVER: break;
    }
}

size_t request_body_skip(struct request_body *body, const char *bytes, size_t length)
{
    size_t at = 0;

    while (at < length && !request_body_is_over(body)) {
        const size_t data = body->left < length - at ? (size_t)body->left : length - at;

        if (data == 0)
            take(body, bytes[at]);
        body->left -= data;
        at += data > 0 ? data : 1;
    }
    return at;
}
