/* SPDX-License-Identifier: MIT */
/* Where a host name leads: the hosts of a lab, an address, or the system's resolver. Asks nobody itself. */
#ifndef FBLAB_PLACE_H
#define FBLAB_PLACE_H

#include "flow/flow.h"
#include "url.h"

#include <sys/socket.h>

enum place {
    PLACE_KNOWN,       /* address is set: "ip:port", "[ip]:port" */
    PLACE_ASK,         /* the system's resolver knows; never in a lab */
    PLACE_UNKNOWN,     /* a lab, and the name is not in its hosts */
    PLACE_UNREACHABLE, /* a lab, and an address outside it; address is set */
};

/* *address: the caller frees it; NULL unless the comment above says it is set. */
enum place place_find(const struct flow_settings *settings, const struct url *url, char **address);

/* "ip:port" or "[ip]:port" of a socket's address. */
void place_name(const struct sockaddr *address, socklen_t size, char text[80]);

#endif
