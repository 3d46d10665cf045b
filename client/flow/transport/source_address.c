/* SPDX-License-Identifier: MIT */
/* Binds a socket before it connects, on loopback alone. */
#include "source_address.h"

#include <arpa/inet.h>
#include <netinet/in.h>

static bool is_loopback(const struct sockaddr *peer)
{
    const struct sockaddr_in *four = (const struct sockaddr_in *)(const void *)peer;

    return peer->sa_family == AF_INET && ntohl(four->sin_addr.s_addr) >> 24 == IN_LOOPBACKNET;
}

bool source_address_bind(int descriptor, const char *source, const struct sockaddr *peer)
{
    struct sockaddr_in own = {.sin_family = AF_INET};
    const int later = 1; /* the port is chosen when it is known for which peer: more connections fit */

    if (!source || !is_loopback(peer) || inet_pton(AF_INET, source, &own.sin_addr) != 1)
        return true;
    setsockopt(descriptor, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &later, sizeof later);
    return bind(descriptor, (const struct sockaddr *)&own, sizeof own) == 0;
}
