/* SPDX-License-Identifier: MIT */
/* The defaults. */
#include "limits.h"

enum {
    DEFAULT_BODY_BYTES = 1 << 20,
    DEFAULT_HEADER_BYTES = 24 << 10,
    DEFAULT_IDLE_SECONDS = 30,
    DEFAULT_HEAD_SECONDS = 20,
    DEFAULT_WORKERS = 4,
    DEFAULT_APART = 2,
};

struct http_limits limits_with_defaults(const struct http_limits *limits)
{
    const unsigned idle = limits->idle_seconds ? limits->idle_seconds : DEFAULT_IDLE_SECONDS;
    const unsigned head = idle < DEFAULT_HEAD_SECONDS ? idle : DEFAULT_HEAD_SECONDS;

    return (struct http_limits){
        .body_bytes = limits->body_bytes ? limits->body_bytes : DEFAULT_BODY_BYTES,
        .header_bytes = limits->header_bytes ? limits->header_bytes : DEFAULT_HEADER_BYTES,
        .idle_seconds = idle,
        .head_seconds = limits->head_seconds ? limits->head_seconds : head,
        .workers = limits->workers ? limits->workers : DEFAULT_WORKERS,
        .apart = limits->apart ? limits->apart : DEFAULT_APART,
    };
}
