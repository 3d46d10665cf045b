/* SPDX-License-Identifier: MIT */
/* Whether a connection comes about. */
#ifndef FBLAB_TCP_PROBE_H
#define FBLAB_TCP_PROBE_H

#include <stdbool.h>

/* To a numeric address, from another one on loopback. Waits half a second at most. */
bool tcp_probe(const char *address, unsigned port, const char *source);

#endif
