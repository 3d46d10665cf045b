/* SPDX-License-Identifier: MIT */
/* Answers DNS questions at 127.0.0.1, port 53, over UDP and TCP, in a thread of its own. */
#ifndef FBLAB_ISOLATION_NAME_SERVER_H
#define FBLAB_ISOLATION_NAME_SERVER_H

#include "base/error.h"

struct name_server;

/* ready: what the ready file says, asked anew for each question, as text that it gives away; called on the server's thread.
 * NULL: error. */
struct name_server *name_server_start(char *(*ready)(void *context), void *context, struct error *error);
void name_server_stop(struct name_server **server);

#endif
