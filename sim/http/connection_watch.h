/* SPDX-License-Identifier: MIT */
/* What no event of libmicrohttpd tells of its connections. The loop's thread. */
#ifndef FBLAB_CONNECTION_WATCH_H
#define FBLAB_CONNECTION_WATCH_H

#include "service.h"

/* From its first moment to its last. */
void connection_watch(struct connection *connection);
void connection_unwatch(struct connection *connection);
/* libmicrohttpd stops reading at a short read and waits for the next edge, so it misses an end of stream that came together
 * with the last bytes. Makes it look again where that happened. true: MHD_run() has something to do. */
bool connections_find_ends(const struct service *service);
/* Gives up those whose head has been coming in for too long. true: MHD_run() has something to do. */
bool connections_end_late(const struct service *service);
/* Nobody hears any more. */
void connections_hush(const struct service *service);

#endif
