/* SPDX-License-Identifier: MIT */
/* Reads the asked organisation's settings about its servers and virtual directories. */
#include "server.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "origin/origin.h"
#include "vocabulary/exchange_names.h"

#include <stdlib.h>
#include <string.h>

static const struct object *only(const struct exchange_call *call, const char *noun)
{
    return snapshot_next(call->snapshot, call->scope, noun, NULL);
}

struct exchange_build server_version(const struct exchange_call *call)
{
    const struct object *server = only(call, "ExchangeServer");
    struct exchange_build version = {15, 1, 0, 0};

    if (server)
        exchange_build_read(object_text(server, "AdminDisplayVersion"), &version);
    return version;
}

/* Behind a load balancer, the server that this connection was given. */
static const char *balanced(const struct exchange_call *call)
{
    const struct origin *origin = call->request->origin;

    return balancer_server(call->snapshot, origin->party, origin->turn);
}

const char *server_name(const struct exchange_call *call)
{
    const struct object *organization = only(call, "OrganizationConfig");
    const char *name = balanced(call);

    if (!name)
        name = organization ? object_text(organization, "ServerName") : "";
    return name[0] ? name : "EXCHANGE";
}

const char *server_front_end(const struct exchange_call *call)
{
    const struct object *server = only(call, "ExchangeServer");
    const char *name = server && !balanced(call) ? object_text(server, "FrontEndServer") : "";

    return name[0] ? name : server_name(call);
}

bool server_is_cloud(const struct exchange_call *call)
{
    const struct object *organization = only(call, "OrganizationConfig");

    return organization && text_equal(object_text(organization, "Direction"), "cloud");
}

static const char *organization_domain(const struct exchange_call *call)
{
    const struct object *domain = only(call, "AcceptedDomain");

    return domain ? object_text(domain, "DomainName") : "local";
}

const char *server_domain(const struct exchange_call *call)
{
    return server_is_cloud(call) ? "eurprd02.prod.outlook.com" : organization_domain(call);
}

bool server_is_exchange(const struct exchange_call *call)
{
    return only(call, "ExchangeServer") != NULL;
}

const struct object *server_virtual_directory(const struct snapshot *snapshot, const char *scope, const char *noun)
{
    for (const struct object *directory = NULL; (directory = snapshot_next(snapshot, scope, noun, directory));)
        if (!text_contains(object_text(directory, "Identity"), "(Exchange Back End)"))
            return directory;
    return NULL;
}

bool server_offers(const struct exchange_call *call, const char *method, bool absent)
{
    const struct object *front = call->virtual_directory;
    const char *server = front ? object_text(front, "Server") : "";
    bool offered = front ? object_flag(front, method, absent) : absent;

    for (const struct object *directory = NULL;
         front && (directory = snapshot_next(call->snapshot, call->scope, object_noun(front), directory));)
        if (text_contains(object_text(directory, "Identity"), "(Exchange Back End)") &&
            text_equal(object_text(directory, "Server"), server))
            offered = offered && object_flag(directory, method, absent);
    return offered;
}

/* The Host header goes into answers, so only what a host and port are made of is repeated. */
char *server_asked_url(const struct exchange_call *call)
{
    const char *host = headers_get(&call->request->headers, "Host");
    const size_t length = host ? strlen(host) : 0;
    const bool usable = length > 0 && length < 256 &&
                        strspn(host, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.:-[]") == length;

    return text_format("https://%s", usable ? host : "localhost");
}

char *server_base_url(const struct exchange_call *call, const char *property)
{
    const struct object *directory =
        server_virtual_directory(call->snapshot, call->scope, "WebServicesVirtualDirectory");
    const char *url = directory ? object_text(directory, property) : "";
    const char *host = strstr(url, "://");

    if (!host)
        return NULL;
    if (call->front_door)
        return server_asked_url(call);
    host += strlen("://");
    return text_format("%.*s", (int)(host - url + (long)strcspn(host, "/")), url);
}

char *server_ews_url(const struct exchange_call *call, const char *property)
{
    const struct object *directory =
        server_virtual_directory(call->snapshot, call->scope, "WebServicesVirtualDirectory");
    CLEANUP(cleanup_string) char *base = server_base_url(call, property);

    if (!base)
        return NULL;
    return call->front_door ? text_format("%s" PATH_EWS, base) : text_copy(object_text(directory, property));
}
