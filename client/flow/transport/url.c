/* SPDX-License-Identifier: MIT */
/* Takes URLs apart by the parser of libxml2. */
#include "url.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <libxml/uri.h>
#include <string.h>

static void uri_free(xmlURI **uri)
{
    xmlFreeURI(*uri);
    *uri = NULL;
}

static char *without_brackets(const char *server)
{
    const size_t length = strlen(server);

    return server[0] == '[' ? text_format("%.*s", (int)length - 2, server + 1) : text_copy(server);
}

bool url_read(const char *text, struct url *url)
{
    CLEANUP(uri_free) xmlURI *uri = text ? xmlParseURI(text) : NULL;

    *url = (struct url){0};
    if (!uri || !uri->server || !*uri->server || uri->port < 0 || uri->port > 65535)
        return false;
    if (!text_equal(uri->scheme, "https") && !text_equal(uri->scheme, "http"))
        return false;
    url->secure = text_equal(uri->scheme, "https");
    url->port = uri->port > 0 ? uri->port : url->secure ? 443 : 80;
    url->host = without_brackets(uri->server);
    return true;
}

void url_clear(struct url *url)
{
    free(url->host);
    url->host = NULL;
}

char *url_host(const char *text)
{
    struct url url;

    return url_read(text, &url) ? url.host : NULL;
}

bool url_is_cloud(const char *text)
{
    static const char *const domains[] = {".outlook.com", ".office365.com", "graph.microsoft.com"};
    CLEANUP(cleanup_string) char *host = url_host(text);

    for (size_t i = 0; host && i < ARRAY_SIZE(domains); i++)
        if (text_ends(host, domains[i]))
            return true;
    return false;
}
