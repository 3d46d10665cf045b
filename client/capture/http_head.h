/* SPDX-License-Identifier: MIT */
/* Lines of an HTTP/1 head and of its chunks: one reader for files, for texts people paste and for connections. Pure; what is
 * read of a line is borrowed from it. */
#ifndef FBLAB_HTTP_HEAD_H
#define FBLAB_HTTP_HEAD_H

#include "base/text_lines.h"

#include <stdbool.h>

/* "HTTP/1.1 401 Unauthorized", "HTTP/2 401". */
struct http_status_line {
    int status;
    struct line reason; /* text NULL: none */
};

/* "POST /EWS/Exchange.asmx HTTP/1.1", with any method. */
struct http_request_line {
    struct line method, target;
};

/* "Name: value", without blanks around the value. */
struct http_header_line {
    struct line name, value;
};

/* false: the line is none. */
bool http_read_status_line(struct line line, struct http_status_line *read);
bool http_read_request_line(struct line line, struct http_request_line *read);
bool http_read_header_line(struct line line, struct http_header_line *read);
/* "1a;extension", with which a chunk begins. A size without bounds is ULLONG_MAX. */
bool http_read_chunk_size(struct line line, unsigned long long *size);

/* What a head says about the body behind it. */
struct http_framing {
    bool bare; /* its status has no body */
    bool chunked;
    bool announced; /* by Content-Length: `length` */
    bool closes;    /* the end of the connection is the end of the body, or the head says that it ends */
    unsigned long long length;
};

/* The head of an answer that can go out as it is: HTTP/1.0 or 1.1, with a status that ends a request. */
bool http_head_is_status_line(const char *line);
/* 0: its first line is no such status line. */
int http_head_status(const char *head);
/* The first header of that name; NULL: there is none. The caller frees it. */
char *http_head_value(const char *head, const char *name);
/* `body_length`: how much of a body there is. */
struct http_framing http_head_framing(const char *head, size_t body_length);

#endif
