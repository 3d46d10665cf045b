/* SPDX-License-Identifier: MIT */
/* A trace: answers that can be replayed, each with what tells its request from others. Plain data: one owner, no locks. */
#ifndef FBLAB_TRACE_H
#define FBLAB_TRACE_H

#include "capture/message.h"

#include <stdbool.h>
#include <stddef.h>

enum { TRACE_MOST = 1000, TRACE_BODY_LIMIT = 4 << 20, TRACE_LIMIT = 64 << 20 };

/* Every string is owned. */
struct recorded_answer {
    char *host;          /* without a port */
    char *method, *path; /* path decoded, without the query */
    char *operation;     /* NULL: it is no SOAP */
    char *head;          /* status line, header lines, empty line, each with CR LF */
    char *body;          /* without the framing of chunks; body_length bytes and a NUL */
    size_t body_length;
    unsigned long number; /* of the session in the file it was read from */
};

struct trace {
    struct recorded_answer *items;
    size_t count;
    size_t bytes;        /* of bodies and heads */
    size_t skipped;      /* that could not be kept */
    char *why;           /* the first of them could not; NULL: none was skipped */
    size_t without_room; /* of items: skipped when the trace was written */
};

void recorded_clear(struct recorded_answer *recorded);
/* Replaces the body, which it takes; Content-Length, if there is one, follows. */
void recorded_set_body(struct recorded_answer *recorded, char *body, size_t length);
/* Removes every header of that name. */
void recorded_remove_header(struct recorded_answer *recorded, const char *name);
/* Unpacks a body in gzip and takes Content-Encoding away. false: it is in a coding we cannot read. */
bool recorded_unpack(struct recorded_answer *recorded);
/* Sets operation, from the request's headers and body. */
void recorded_set_operation(struct recorded_answer *recorded, const struct request *request);

/* Takes what is in the recorded answer, which is empty afterwards. What is too large, no answer, or beyond the limits is
 * skipped. */
void trace_add(struct trace *trace, struct recorded_answer *recorded);
void trace_skip(struct trace *trace, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* By the numbers of their sessions. */
void trace_sort(struct trace *trace);
void trace_clear(struct trace *trace);

/* "mail.contoso.com" of "mail.contoso.com:443". The caller frees it. */
char *host_without_port(const char *host);

#endif
