/* SPDX-License-Identifier: MIT */
/* Between libmicrohttpd and a byte stream: passes everything on, but for the heads of answers that are to be replaced, which
 * libmicrohttpd cannot write as Exchange does. */
#ifndef FBLAB_ADOPTED_SOCKET_H
#define FBLAB_ADOPTED_SOCKET_H

#include "http_server.h"

struct adopted_socket;

/* From now on libmicrohttpd's calls on that descriptor are this object's, which lives until the last of them, close().
 * NULL: no room; nothing has been closed. */
struct adopted_socket *adopted_socket_new(int descriptor, const struct byte_stream *stream, void *context);
/* The next bytes sent begin an answer: this line (without CRLF) goes in place of its first one. Copied. */
void adopted_socket_replace_line(struct adopted_socket *adopted, const char *line);
/* The same for its whole head, up to the empty line, which leaves no earlier than in so many milliseconds. */
void adopted_socket_replace_head(struct adopted_socket *adopted, const char *head, unsigned milliseconds);

#endif
