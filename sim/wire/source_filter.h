/* SPDX-License-Identifier: MIT */
/* Swallows the SYNs of some senders and of nobody else: a socket filter, run by the kernel on every packet for the
 * listening socket, or where the kernel allows none, a signature they cannot give (source_key.h). Needs no privileges. IPv4
 * only: loopback has one address in IPv6. */
#ifndef FBLAB_SOURCE_FILTER_H
#define FBLAB_SOURCE_FILTER_H

#include <netinet/in.h>
#include <stdbool.h>
#include <stddef.h>

#define SOURCE_FILTER_LIMIT 200 /* what a jump of the filter can reach */

struct source_filter {
    in_addr_t keyed[SOURCE_FILTER_LIMIT]; /* those of whom a signature is demanded */
    size_t keyed_count;
};

/* Replaces what the socket had; count 0 takes it away. What is no IPv4 address matches nobody. false: errno. */
bool source_filter_set(struct source_filter *filter, int socket, const char *const *sources, size_t count);

#endif
