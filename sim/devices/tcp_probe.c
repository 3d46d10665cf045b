/* SPDX-License-Identifier: MIT */
/* Connects, from an address of its own on loopback, and hangs up. */
#include "tcp_probe.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#define PATIENCE_MS 500

static bool is_connected(int descriptor)
{
    struct pollfd wait = {.fd = descriptor, .events = POLLOUT};
    int problem = ETIMEDOUT;
    socklen_t length = sizeof problem;

    return poll(&wait, 1, PATIENCE_MS) == 1 && getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &problem, &length) == 0 &&
           problem == 0;
}

/* Only on loopback may one choose an address of one's own. */
static void bind_source(int descriptor, const char *source, const struct addrinfo *target)
{
    struct sockaddr_in own = {.sin_family = AF_INET};
    const struct sockaddr_in *peer = (const struct sockaddr_in *)(const void *)target->ai_addr;

    if (target->ai_family == AF_INET && ntohl(peer->sin_addr.s_addr) >> 24 == IN_LOOPBACKNET &&
        inet_pton(AF_INET, source, &own.sin_addr) == 1)
        (void)!bind(descriptor, (const struct sockaddr *)&own, sizeof own);
}

static bool connects_to(const struct addrinfo *target, const char *source)
{
    const int descriptor = socket(target->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    bool connected;

    if (descriptor < 0)
        return false;
    bind_source(descriptor, source, target);
    connected = connect(descriptor, target->ai_addr, target->ai_addrlen) == 0 || errno == EINPROGRESS;
    connected = connected && is_connected(descriptor);
    close(descriptor);
    return connected;
}

bool tcp_probe(const char *address, unsigned port, const char *source)
{
    const struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICHOST | AI_NUMERICSERV};
    CLEANUP(cleanup_string) char *service = text_format("%u", port);
    struct addrinfo *target;
    bool connected;

    if (getaddrinfo(address, service, &hints, &target) != 0)
        return false;
    connected = connects_to(target, source);
    freeaddrinfo(target);
    return connected;
}
