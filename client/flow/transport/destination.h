/* SPDX-License-Identifier: MIT */
/* Where a host name leads: the hosts of a lab, an address, or the system's resolver. Asks nobody itself. */
#ifndef FBLAB_DESTINATION_H
#define FBLAB_DESTINATION_H

#include "network.h"
#include "url.h"

#include <sys/socket.h>

enum destination {
    DESTINATION_KNOWN,       /* address is set: "ip:port", "[ip]:port" */
    DESTINATION_ASK,         /* the system's resolver knows; never in a lab */
    DESTINATION_UNKNOWN,     /* a lab, and the name is not in its hosts */
    DESTINATION_UNREACHABLE, /* a lab, and an address outside it; address is set */
};

/* *address: the caller frees it; NULL unless the comment above says it is set. */
enum destination destination_find(const struct network *network, const struct url *url, char **address);

/* "ip:port" or "[ip]:port" of a socket's address. */
void destination_name(const struct sockaddr *address, socklen_t size, char text[80]);

#endif
