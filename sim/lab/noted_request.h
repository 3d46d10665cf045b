/* SPDX-License-Identifier: MIT */
/* A request and its answer, or what became of a connection, become an entry of the journal: the one source of what logs
 * tell of them. */
#ifndef FBLAB_NOTED_REQUEST_H
#define FBLAB_NOTED_REQUEST_H

#include "internal.h"
#include "origin/origin.h"

/* Any thread. */
void noted_request_add(struct lab *lab, const struct request *request, const struct answer *answer, double elapsed_ms);

/* What became of a connection beside requests: a fault that struck, a handshake that failed. Any thread. */
void noted_connection_add(struct lab *lab, const struct origin *origin, const char *what);

#endif
