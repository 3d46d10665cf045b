/* SPDX-License-Identifier: MIT */
/* A trace: requests and the answers to them, as a proxy or somebody's tool recorded them. Plain data: one owner, no locks. */
#ifndef FBLAB_TRACE_H
#define FBLAB_TRACE_H

#include "message.h"

#include <stdbool.h>
#include <stddef.h>

enum { TRACE_MOST = 1000, TRACE_BODY_LIMIT = 4 << 20, TRACE_LIMIT = 64 << 20 };

/* Of the request only what tells it from others. Every string is owned. */
struct exchange {
    char *host;          /* without a port */
    char *method, *path; /* path decoded, without the query */
    char *operation;     /* NULL: it is no SOAP */
    char *head;          /* of the answer, see captured.h */
    char *body;          /* without the framing of chunks; body_length bytes and a NUL */
    size_t body_length;
};

struct trace {
    struct exchange *items;
    size_t count;
    size_t bytes;   /* of bodies and heads */
    size_t skipped; /* that could not be kept */
    char *why;      /* the first of them could not; NULL: none was skipped */
};

void exchange_clear(struct exchange *exchange);
/* Replaces the body, which it takes; Content-Length, if there is one, follows. */
void exchange_set_body(struct exchange *exchange, char *body, size_t length);
/* Removes every header of that name. */
void exchange_remove_header(struct exchange *exchange, const char *name);
/* Unpacks a body in gzip and takes Content-Encoding away. false: it is in a coding we cannot read. */
bool exchange_unpack(struct exchange *exchange);
/* Sets operation, from the request's headers and body. */
void exchange_set_operation(struct exchange *exchange, const struct request *request);

/* Takes what is in the exchange, which is empty afterwards. What is too large, no answer, or beyond the limits is skipped. */
void trace_add(struct trace *trace, struct exchange *exchange);
void trace_skip(struct trace *trace, const char *format, ...) __attribute__((format(printf, 2, 3)));
void trace_clear(struct trace *trace);

/* "mail.contoso.com" of "mail.contoso.com:443". The caller frees it. */
char *host_without_port(const char *host);

#endif
