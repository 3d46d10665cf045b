/* SPDX-License-Identifier: MIT */
/* The server behind a recorder. Passes a request on as it came and takes the answer as it comes; so, unlike the client's
 * transport, it judges nothing. With that one the only user of libcurl. Any thread; blocks. */
#ifndef FBLAB_UPSTREAM_H
#define FBLAB_UPSTREAM_H

#include "base/error.h"
#include "trace.h"

struct upstream;

/* url: scheme, host and perhaps a port. connect: "127.0.0.1:8443" in place of where the name leads, NULL: there. ca_file: of
 * authorities to trust, NULL: the system's. NULL: error says what is wrong. */
struct upstream *upstream_new(const char *url, const char *connect, const char *ca_file, struct error *error);
void upstream_free(struct upstream **upstream);
/* Without a port; borrowed. */
const char *upstream_host(const struct upstream *upstream);

/* false: its target is no path, and so nothing of that server; error says so. */
bool upstream_takes(const struct request *request, struct error *error);
/* Requests of one connection (origin) use one connection, as sign-ins like NTLM need it. The answer has no framing of chunks.
 * false: there was none, and error says why. `recorded` is empty before. */
bool upstream_ask(struct upstream *upstream, const struct request *request, struct recorded_answer *recorded,
                  struct error *error);

#endif
