/* SPDX-License-Identifier: MIT */
/* The availability flow: route, token, Autodiscover, availability; and the entry for ordinary clients of EWS. */
#include "flow.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "flow/lookup/flow_state.h"
#include "flow/lookup/own_view.h"
#include "flow/steps/availability.h"
#include "flow/steps/busy_times.h"
#include "flow/steps/discover.h"
#include "flow/steps/schedule.h"
#include "flow/tokens/delegation_token.h"
#include "flow/tokens/graph_token.h"
#include "flow/tokens/oauth_token.h"
#include "flow/transport/url.h"
#include "phrase/phrase.h"
#include "vocabulary/exchange_names.h"

#include <string.h>

static bool need_no_token(struct flow *flow, enum hop step, const char *url)
{
    (void)flow, (void)step, (void)url;
    return true;
}

/* What is different between the ways: how to show who asks, and how to find the EWS. */
static const struct {
    bool (*authorize)(struct flow *flow, enum hop step, const char *url);
    enum discovery (*discover)(struct flow *flow);
    const char *ews_suffix;
    bool (*ask)(struct flow *flow);
} ways[WAY_COUNT] = {
    [WAY_OAUTH] = {oauth_authorize, discover_soap, "", availability_ask},
    [WAY_GRAPH] = {graph_authorize, NULL, "", schedule_ask},
    [WAY_DAUTH] = {delegation_authorize, discover_soap, "/WSSecurity", availability_ask},
    [WAY_ADDRESS_SPACE] = {need_no_token, discover_pox, "", availability_ask},
    [WAY_LOCAL] = {need_no_token, NULL, "", availability_ask}, /* the address is known */
};

static bool choose_route(struct flow *flow)
{
    if (!route_choose(&flow->route, flow->settings, flow->lookup))
        return false;
    if (flow->lookup->way == WAY_ADDRESS_SPACE) {
        flow->credentials.user = object_text(flow->route.by, "UserName");
        flow->credentials.password = object_text(flow->route.by, "Password");
    }
    if (flow->lookup->way == WAY_LOCAL) {
        flow->credentials.user = flow->settings->user;
        flow->credentials.password = flow->settings->password;
    }
    return true;
}

/* For whoever is asked first. The next question asks for what it still needs. */
static bool get_token(struct flow *flow)
{
    const char *discovery = flow->route.discovery_url;

    return ways[flow->lookup->way].authorize(flow, discovery ? HOP_AUTODISCOVER : HOP_AVAILABILITY,
                                             discovery ? discovery : flow->route.ews_url);
}

static void add_suffix(char **url, const char *suffix)
{
    char *longer = text_ends(*url, suffix) ? NULL : text_format("%s%s", *url, suffix);

    if (longer) {
        free(*url);
        *url = longer;
    }
}

static bool discover(struct flow *flow)
{
    enum discovery state = flow->route.ews_url ? DISCOVERY_DONE : DISCOVERY_AGAIN;

    while (state == DISCOVERY_AGAIN)
        state = ways[flow->lookup->way].authorize(flow, HOP_AUTODISCOVER, flow->route.discovery_url)
                    ? ways[flow->lookup->way].discover(flow)
                    : DISCOVERY_FAILED;
    if (state == DISCOVERY_DONE)
        add_suffix(&flow->route.ews_url, ways[flow->lookup->way].ews_suffix);
    return state == DISCOVERY_DONE;
}

static bool ask_availability(struct flow *flow)
{
    return ways[flow->lookup->way].authorize(flow, HOP_AVAILABILITY, flow->route.ews_url) &&
           ways[flow->lookup->way].ask(flow) && busy_times_hold(flow, ways[flow->lookup->way].ask);
}

/* The flow: the first that fails ends it. Resolve, connect and TLS are part of every request. */
static const struct {
    enum hop hop;
    bool (*run)(struct flow *flow);
} hops[] = {
    {HOP_ROUTE, choose_route},
    {HOP_TOKEN, get_token},
    {HOP_AUTODISCOVER, discover},
    {HOP_AVAILABILITY, ask_availability},
};

static struct lookup *conclude(struct flow *flow, bool ok)
{
    flow->lookup->ok = ok;
    phrase_lookup(flow->lookup);
    return flow->lookup;
}

struct lookup *flow_run(const struct flow_settings *settings, const char *requester, const char *target)
{
    CLEANUP(flow_close) struct flow flow;
    bool ok = true;

    flow_open(&flow, settings, requester, target);
    for (size_t i = 0; i < ARRAY_SIZE(hops) && ok; i++)
        ok = hops[i].run(&flow);
    return conclude(&flow, ok);
}

bool flow_can_ask(const char *url)
{
    struct url parts;
    const bool can = url_read(url, &parts);

    url_clear(&parts);
    return can;
}

struct lookup *flow_ask_ews(const struct flow_settings *settings, const char *url, const char *user,
                            const char *password, const char *requester, const char *target)
{
    CLEANUP(flow_close)
    struct flow flow = {.settings = settings, .lookup = lookup_new(requester, target)};
    struct flow_settings plain = *settings;

    flow.lookup->way = WAY_CLIENT;
    evidence_set(&flow.lookup->direction, "client");
    flow.route.rooms = own_view_note(settings, flow.lookup);
    plain.organization = NULL; /* a client waits as long as it likes, not as long as the servers do */
    flow.transport = flow_transport(&plain);
    flow.agent_availability = text_copy("fbcheck/" FBLAB_VERSION);
    flow.route.ews_url = text_copy(url);
    flow.route.target = text_copy(target);
    flow.credentials.user = user;
    flow.credentials.password = password;
    return conclude(&flow, availability_ask(&flow) && busy_times_hold(&flow, availability_ask));
}
