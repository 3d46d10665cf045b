/* SPDX-License-Identifier: MIT */
/* From which address a connection is made. */
#ifndef FBLAB_SOURCE_ADDRESS_H
#define FBLAB_SOURCE_ADDRESS_H

#include <stdbool.h>
#include <sys/socket.h>

/* Lets a socket that is to connect to `peer` do so from `source` (IPv4; NULL: whatever the kernel chooses), if the peer is
 * on loopback: there every address of 127.0.0.0/8 is ours, so that a lab's firewall can tell its servers apart. false:
 * errno. */
bool source_address_bind(int descriptor, const char *source, const struct sockaddr *peer);

#endif
