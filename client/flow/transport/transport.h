/* SPDX-License-Identifier: MIT */
/* One HTTP exchange at a time; with curl_outcome.c, which reads its codes, the only user of libcurl. Connections are kept
 * alive between exchanges. Follows no redirect, asks no proxy but its network's, and in a lab resolves no name but the
 * lab's. Blocks at most as long as its network says for connection and answer. */
#ifndef FBLAB_TRANSPORT_H
#define FBLAB_TRANSPORT_H

#include "answer/reply.h"
#include "evidence/evidence.h"
#include "network.h"
#include "transport_query.h"

#define TRANSPORT_BODY_LIMIT (4u << 20)

struct transport;

/* The network is copied; what it points to is borrowed for the lifetime of the transport. */
struct transport *transport_new(const struct network *network);
void transport_free(struct transport **transport);
/* The address from which connections to loopback are made, see source_address.h. NULL or "": any. Borrowed. */
void transport_from(struct transport *transport, const char *address);

/* Appends what was passed (resolve, connect, tls: where a connection was made) and last the record of the exchange, which it
 * lends. Its outcome is OUTCOME_OK as soon as a whole HTTP answer is there, whatever its status; the hop of a
 * failure is where it happened. `reply` must be empty. */
struct evidence *transport_ask(struct transport *transport, struct lookup *lookup, const struct transport_query *query,
                               struct reply *reply);

/* Percent-encoded, for a form. The caller frees it. */
char *transport_escape(const char *text);

#endif
