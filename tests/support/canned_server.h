/* SPDX-License-Identifier: MIT */
/* An HTTP server that gives prepared answers, one after the other, and keeps what it was asked. Plain TCP on a port of
 * its own, one thread; an answer should close its connection. */
#ifndef FBLAB_CANNED_SERVER_H
#define FBLAB_CANNED_SERVER_H

#include <stddef.h>

#define CANNED_LIMIT 12

struct canned_server;

/* answers: whole HTTP messages, lent until the server is freed. Ends the test program on failure. */
struct canned_server *canned_server_new(const char *const *answers, size_t count);
/* "http://127.0.0.1:port"; borrowed. */
const char *canned_server_url(const struct canned_server *server);
/* Ends the thread, whether all answers were fetched or not. Once, after the last request. */
void canned_server_join(struct canned_server *server);
/* The n-th request, head and body; NULL: there were not so many. After canned_server_join(). Borrowed. */
const char *canned_server_request(const struct canned_server *server, size_t index);
void canned_server_free(struct canned_server **server);

#endif
