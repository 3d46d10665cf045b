/* SPDX-License-Identifier: MIT */
/* The lab's hosts first, then addresses written out, then, outside a lab, the resolver. */
#include "destination.h"

#include "base/text.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *host_address(const struct network *network, const struct url *url)
{
    char *name = text_format("%s:%d", url->host, url->port), *address = NULL;

    for (size_t i = 0; i < network->host_count && !address; i++)
        if (text_equal(network->hosts[i].name, name))
            address = text_copy(network->hosts[i].address);
    free(name);
    return address;
}

/* localhost never leaves the machine, so it needs no record; nor does its address. */
static char *own_address(const struct url *url)
{
    struct in6_addr six;
    struct in_addr four;

    if (text_equal(url->host, "localhost"))
        return text_format("127.0.0.1:%d", url->port);
    if (inet_pton(AF_INET, url->host, &four) == 1)
        return text_format("%s:%d", url->host, url->port);
    if (inet_pton(AF_INET6, url->host, &six) == 1)
        return text_format("[%s]:%d", url->host, url->port);
    return NULL;
}

static bool is_loopback(const char *address)
{
    return text_starts(address, "127.") || text_starts(address, "[::1]:");
}

enum destination destination_find(const struct network *network, const struct url *url, char **address)
{
    *address = host_address(network, url);
    if (*address)
        return DESTINATION_KNOWN;
    *address = own_address(url);
    if (!*address)
        return network->isolated ? DESTINATION_UNKNOWN : DESTINATION_ASK;
    return network->isolated && !is_loopback(*address) ? DESTINATION_UNREACHABLE : DESTINATION_KNOWN;
}

void destination_name(const struct sockaddr *address, socklen_t size, char text[80])
{
    char host[64] = "", port[8] = "";

    getnameinfo(address, size, host, sizeof host, port, sizeof port, NI_NUMERICHOST | NI_NUMERICSERV);
    snprintf(text, 80, strchr(host, ':') ? "[%s]:%s" : "%s:%s", host, port);
}
