/* SPDX-License-Identifier: MIT */
/* Application pools and server components that are stopped, or crash. */
#include "web_services.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "exchange/common/marks.h"
#include "exchange/common/server.h"

#include <string.h>

#define UNAVAILABLE                                                                                                    \
    "<html><head><title>Service Unavailable</title></head>\r\n<body><h2>Service Unavailable</h2>\r\n"                  \
    "<hr><p>HTTP Error 503. The service is unavailable.</p>\r\n</body></html>\r\n"

/* What serves which path. */
static const struct served_path {
    const char *name, *path;
} pools[] = {{"MSExchangeServicesAppPool", "/EWS"}, {"MSExchangeAutodiscoverAppPool", "/autodiscover"}},
  components[] = {{"EwsProxy", "/EWS"}, {"AutoDiscoverProxy", "/autodiscover"}, {"ServerWideOffline", ""}};

static bool serves(const struct served_path *parts, size_t count, const char *name, const char *path)
{
    for (size_t i = 0; i < count; i++)
        if (text_equal(parts[i].name, name))
            return !*parts[i].path || path_below(path, parts[i].path);
    return false;
}

/* "EX01\MSExchangeServicesAppPool" */
static const char *pool_name(const struct object *pool)
{
    const char *identity = object_text(pool, "Identity"), *backslash = strrchr(identity, '\\');

    return backslash ? backslash + 1 : identity;
}

static bool pool_is(const struct exchange_call *call, const char *status)
{
    for (const struct object *pool = NULL;
         (pool = snapshot_next(call->snapshot, call->scope, "LabApplicationPool", pool));) {
        const char *owner = object_text(pool, "Server");
        if (text_equal(object_text(pool, "Status"), status) && (!*owner || text_equal(owner, server_name(call))) &&
            serves(pools, ARRAY_SIZE(pools), pool_name(pool), call->request->path))
            return true;
    }
    return false;
}

/* Draining components go on with what they have begun, which is all a lab can see of them. */
static bool component_inactive(const struct exchange_call *call)
{
    for (const struct object *state = NULL;
         (state = snapshot_next(call->snapshot, call->scope, "ServerComponentState", state));)
        if (text_equal(object_text(state, "State"), "Inactive") &&
            text_equal(object_text(state, "Identity"), server_name(call)) &&
            serves(components, ARRAY_SIZE(components), object_text(state, "Component"), call->request->path))
            return true;
    return false;
}

bool web_services_run(const struct exchange_call *call, struct answer *answer)
{
    const bool stopped = !call->front_door && pool_is(call, "Stopped");

    if (!stopped && (call->front_door || !component_inactive(call)))
        return true;
    answer_set(answer, 503, "text/html; charset=us-ascii", UNAVAILABLE);
    if (stopped)
        headers_set(&answer->headers, "Server", "Microsoft-HTTPAPI/2.0");
    else
        exchange_mark(call, answer);
    return false;
}

/* The body goes out as it is written; what was not written when the process ended is not missed by HTTP. */
void web_services_crash(const struct exchange_call *call, struct answer *answer)
{
    if (!call->front_door && pool_is(call, "Crashing"))
        answer->body_length /= 2;
}
