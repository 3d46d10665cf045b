/* SPDX-License-Identifier: MIT */
/* Between libmicrohttpd and a byte stream: passes everything on, but for the heads of answers that are to be replaced, which
 * libmicrohttpd cannot write as Exchange does. */
#ifndef FBLAB_ADOPTED_SOCKET_H
#define FBLAB_ADOPTED_SOCKET_H

#include "http_server.h"
#include "request_body.h"

#include <stdbool.h>

struct adopted_socket;

/* From now on libmicrohttpd's calls on that descriptor are this object's, which lives until the last of them, close().
 * NULL: no room; nothing has been closed. */
struct adopted_socket *adopted_socket_new(int descriptor, const struct byte_stream *stream, void *context);
/* A request is to come. Until adopted_socket_answer(), what libmicrohttpd sends is a refusal of its own. */
void adopted_socket_await(struct adopted_socket *adopted);
/* The head has come and been understood; this body is behind it. false: something is in it that http.sys refuses. */
bool adopted_socket_head_read(struct adopted_socket *adopted, struct request_body body);
/* What is sent from now on is an answer of ours. */
void adopted_socket_answer(struct adopted_socket *adopted);
/* Since when a head has been coming in: clock_ms(); 0: none is. */
double adopted_socket_head_began(const struct adopted_socket *adopted);
/* The rest of the head is not waited for: libmicrohttpd sees an end of the stream, and the client a 408. */
void adopted_socket_give_up(struct adopted_socket *adopted);
/* From now on nothing is said but by libmicrohttpd. */
void adopted_socket_hush(struct adopted_socket *adopted);
/* The next bytes sent begin an answer: this line (without CRLF) goes in place of its first one. Copied. */
void adopted_socket_replace_line(struct adopted_socket *adopted, const char *line);
/* The same for its whole head, up to the empty line, which leaves no earlier than in so many milliseconds. */
void adopted_socket_replace_head(struct adopted_socket *adopted, const char *head, unsigned milliseconds);

#endif
