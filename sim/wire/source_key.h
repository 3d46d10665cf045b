/* SPDX-License-Identifier: MIT */
/* Swallows the SYNs of one sender where the kernel lets only root have a socket filter: a TCP MD5 signature (RFC 2385) is
 * demanded of that sender, who has no key, and what comes without one is thrown away without a word. */
#ifndef FBLAB_SOURCE_KEY_H
#define FBLAB_SOURCE_KEY_H

#include <netinet/in.h>
#include <stdbool.h>

/* A listening socket of IPv4. Needs no privileges. false: errno (the kernel has no such signatures, or no more room). */
bool source_key_demand(int socket, in_addr_t sender, bool demanded);

#endif
