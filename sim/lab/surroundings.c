/* SPDX-License-Identifier: MIT */
/* Reads ExchangeServer, OrganizationConfig, LabLoadBalancer and LabReverseProxy. */
#include "surroundings.h"

#include "base/text.h"
#include "vocabulary/places.h"

static const char *text_of(const struct object *object, const char *property)
{
    return object ? object_text(object, property) : "";
}

static const char *server_of(const struct snapshot *snapshot, const char *scope, const struct origin *origin)
{
    const char *const balanced = origin ? balancer_server(snapshot, origin->party, origin->turn) : NULL;
    const char *const front = text_of(snapshot_next(snapshot, scope, "ExchangeServer", NULL), "FrontEndServer");

    if (balanced)
        return balanced;
    return *front ? front : text_of(snapshot_next(snapshot, scope, "OrganizationConfig", NULL), "ServerName");
}

/* One that only injects pages has no maker's name. */
static const char *device_of(const struct snapshot *snapshot, const char *party)
{
    const struct object *const proxy = snapshot_find(snapshot, SCOPE_LAB, "LabReverseProxy", "Party", party);
    const char *const device = text_of(proxy, "Device");

    if (*device && !text_equal(device, "none"))
        return device;
    return proxy && object_count(proxy, "InjectedPagePaths") > 0 ? "Proxy" : "";
}

struct surroundings surroundings_of(const struct snapshot *snapshot, const char *scope, const struct origin *origin,
                                    const char *server)
{
    return (struct surroundings){
        .server = server ? server : server_of(snapshot, scope, origin),
        .version = text_of(snapshot_next(snapshot, scope, "ExchangeServer", NULL), "AdminDisplayVersion"),
        .device = origin ? device_of(snapshot, origin->party) : "",
    };
}
