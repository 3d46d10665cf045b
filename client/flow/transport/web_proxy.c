/* SPDX-License-Identifier: MIT */
/* Reads ProxyServer and BypassList: items with ';' or blanks between them. */
#include "web_proxy.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define BETWEEN "; \t"

/* The next item, to be freed; moves on. NULL: no more. */
static char *next_item(const char **list)
{
    const size_t length = strcspn(*list += strspn(*list, BETWEEN), BETWEEN);
    char *item = length > 0 ? text_format("%.*s", (int)length, *list) : NULL;

    *list += length;
    return item;
}

static bool is_passed_by(const char *list, const char *host)
{
    char *item = NULL;
    bool found = false;

    while (!found && (item = next_item(&list))) {
        found = text_equal(item, "<local>") ? !strpbrk(host, ".:") : text_matches(host, item);
        free(item);
    }
    return found;
}

/* "proxy:8080" for every protocol, "https=proxy:8080" for one; "http://" before the host says how the proxy is asked. */
static const char *server_for(const char *item, bool secure)
{
    const char *const equals = strchr(item, '='), *const server = equals ? equals + 1 : item;
    const char *const scheme = strstr(server, "://");

    if (equals && !text_starts(item, secure ? "https=" : "http="))
        return NULL;
    return scheme ? scheme + strlen("://") : server;
}

char *web_proxy_for(const struct network *network, const struct url *url)
{
    const char *list = network->proxy ? network->proxy : "", *server;
    char *item, *proxy = NULL;

    if (!*list || is_passed_by(network->proxy_bypass ? network->proxy_bypass : "", url->host))
        return NULL;
    while (!proxy && (item = next_item(&list))) {
        server = server_for(item, url->secure);
        if (server)
            proxy = strchr(server, ':') ? text_copy(server) : text_format("%s:80", server);
        free(item);
    }
    return proxy;
}
