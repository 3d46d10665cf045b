/* SPDX-License-Identifier: MIT */
/* Opens and closes a look-up, and gives its steps queries, objects and ends. */
#include "flow_state.h"

#include "agent.h"
#include "asking_server.h"
#include "base/text.h"
#include "flow/flow.h"
#include "flow/transport/url.h"
#include "own_network.h"
#include "vocabulary/exchange_names.h"

#include <stdlib.h>

struct transport *flow_transport(const struct flow_settings *settings)
{
    const struct network network = own_network(settings);

    return transport_new(&network);
}

void flow_close(struct flow *flow)
{
    transport_free(&flow->transport);
    route_clear(&flow->route);
    free(flow->credentials.bearer);
    free(flow->credentials.bearer_host);
    free(flow->credentials.security);
    free(flow->realm);
    free(flow->assertion);
    free(flow->agent_autodiscover);
    free(flow->agent_availability);
}

const char *flow_outbound_address(const struct snapshot *organization, const char *scope, const char *requester)
{
    const struct object *const server =
        asking_server(organization, scope, recipient_next(organization, scope, requester, NULL));

    return server ? object_text(server, "OutboundAddress") : NULL;
}

void flow_open(struct flow *flow, const struct flow_settings *settings, const char *requester, const char *target)
{
    const struct object *server;
    const char *version;

    *flow = (struct flow){
        .settings = settings, .lookup = lookup_new(requester, target), .zone_minutes = settings->zone_minutes};
    server = asking_server(settings->organization, settings->scope,
                           recipient_next(settings->organization, settings->scope, requester, NULL));
    version = server ? object_text(server, "AdminDisplayVersion") : "";
    flow->transport = flow_transport(settings);
    transport_from(flow->transport, server ? object_text(server, "OutboundAddress") : NULL);
    flow->agent_autodiscover = agent_name(AGENT_AUTODISCOVER, version);
    flow->agent_availability = agent_name(AGENT_AVAILABILITY, version);
}

/* Between organisations it is the asked mailbox that a request should be routed to; a user names his own. */
static const char *anchor_of(const struct flow *flow)
{
    const bool own = flow->lookup->way == WAY_LOCAL || flow->lookup->way == WAY_CLIENT;

    return own ? flow->lookup->requester : flow->route.target;
}

struct transport_query flow_query(const struct flow *flow, enum hop step, const char *url)
{
    const bool discovery = step == HOP_AUTODISCOVER;

    return (struct transport_query){
        .step = step,
        .url = url,
        .content_type = CONTENT_TYPE_XML,
        .accept = "text/xml",
        .agent = discovery ? flow->agent_autodiscover : flow->agent_availability,
        .anchor = anchor_of(flow),
        .bearer = flow->credentials.bearer,
        .user = flow->credentials.user,
        .password = flow->credentials.password,
        .body = "",
    };
}

struct evidence *flow_ask(struct flow *flow, const struct transport_query *query, struct reply *reply)
{
    return flow->ask ? flow->ask(flow, query, reply) : transport_ask(flow->transport, flow->lookup, query, reply);
}

const struct object *flow_object(const struct flow *flow, const char *noun)
{
    return snapshot_next(flow->settings->organization, flow->settings->scope, noun, NULL);
}

bool flow_fail(struct flow *flow, enum hop step, const char *url, enum outcome outcome, const char *text)
{
    struct evidence *record = lookup_add(flow->lookup, step, step);

    record->outcome = outcome;
    record->party = url_host(url);
    evidence_set(&record->url, url);
    evidence_set(&record->fault_text, text);
    return false;
}
