/* SPDX-License-Identifier: MIT */
/* Connects to the TargetUri from the address of the agent, and says what came of it. */
#include "hybrid_agent.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "vocabulary/places.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define PATIENCE_MS 500

#define TIMED_OUT                                                                                                      \
    "<html><head><title>Gateway Timeout</title></head><body><h1>Gateway Timeout</h1>"                                  \
    "<p>The application behind this address could not be reached.</p></body></html>\r\n"

/* "mail.contoso.com" of "https://mail.contoso.com:443/"; the caller frees it. */
static char *host_of(const char *url)
{
    const char *host = strstr(url, "://");

    host = host ? host + strlen("://") : url;
    return text_format("%.*s", (int)strcspn(host, ":/"), host);
}

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

static bool connects(const char *address, unsigned port, const char *source)
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

const char *hybrid_agent_forward(const struct hybrid_agent *agent, const struct snapshot *snapshot,
                                 struct answer *answer)
{
    const struct object *application = snapshot_next(snapshot, SCOPE_ONPREM, "HybridApplication", NULL);
    CLEANUP(cleanup_string) char *host = host_of(application ? object_text(application, "TargetUri") : "");
    const struct object *record = snapshot_find(snapshot, SCOPE_LAB, "LabDnsRecord", "Name", host);
    const char *party = record ? object_text(record, "Party") : NULL;
    const unsigned port = party ? agent->port(agent->context, party, host) : 0;

    if (port &&
        connects(agent->address(agent->context, party, host), port, object_text(application, "OutboundAddress")))
        return party;
    answer_set(answer, 504, "text/html", TIMED_OUT);
    return NULL;
}
