/* SPDX-License-Identifier: MIT */
/* Reads the setting, and the records of the hops that ended at the proxy. */
#include "outlook_proxy.h"

#include "base/text.h"
#include "flow/lookup/own_network.h"

static const struct object *setting(const struct flow_settings *settings)
{
    return settings->organization ? snapshot_next(settings->organization, settings->scope, "LabWinHttpProxy", NULL)
                                  : NULL;
}

struct network outlook_network(const struct flow_settings *settings)
{
    const struct object *const proxy = setting(settings);
    struct network network = own_network(settings);

    if (proxy) {
        network.proxy = object_text(proxy, "ProxyServer");
        network.proxy_bypass = object_text(proxy, "BypassList");
    }
    return network;
}

/* Hops to the proxy have its name. */
static bool ended_at(const struct evidence *record, const char *proxy)
{
    return record->outcome != OUTCOME_OK && record->url && (record->hop == HOP_RESOLVE || record->hop == HOP_CONNECT) &&
           text_contains(proxy, record->party);
}

const char *outlook_proxy_in_the_way(const struct flow *flow, size_t begin)
{
    const struct object *const object = setting(flow->settings);
    const char *const proxy = object ? object_text(object, "ProxyServer") : NULL;

    for (size_t i = begin; proxy && i < flow->lookup->evidence_count; i++)
        if (ended_at(&flow->lookup->evidence[i], proxy))
            return proxy;
    return NULL;
}
