/* SPDX-License-Identifier: MIT */
#include "hybrid_agent.h"

#include "cleanup.h"
#include "text.h"

#include <arpa/inet.h>
#include <errno.h>
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

    return poll(&wait, 1, PATIENCE_MS) == 1 &&
           getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &problem, &length) == 0 && problem == 0;
}

static bool connects(const char *source, unsigned port)
{
    const struct sockaddr_in target = {
        .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    struct sockaddr_in own = {.sin_family = AF_INET};
    const int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    bool connected;

    if (descriptor < 0)
        return false;
    if (inet_pton(AF_INET, source, &own.sin_addr) == 1)
        bind(descriptor, (const struct sockaddr *)&own, sizeof own);
    connected = connect(descriptor, (const struct sockaddr *)&target, sizeof target) == 0 || errno == EINPROGRESS;
    connected = connected && is_connected(descriptor);
    close(descriptor);
    return connected;
}

const char *hybrid_agent_forward(const struct hybrid_agent *agent, const struct snapshot *snapshot,
                                 struct answer *answer)
{
    const struct object *application = snapshot_next(snapshot, "onprem", "HybridApplication", NULL);
    CLEANUP(cleanup_string) char *host = host_of(application ? object_text(application, "TargetUri") : "");
    const struct object *record = snapshot_find(snapshot, "lab", "LabDnsRecord", "Name", host);
    const char *party = record ? object_text(record, "Party") : NULL;
    const unsigned port = party ? agent->port(agent->context, party, host) : 0;

    if (port && connects(object_text(application, "OutboundAddress"), port))
        return party;
    answer_set(answer, 504, "text/html", TIMED_OUT);
    return NULL;
}
