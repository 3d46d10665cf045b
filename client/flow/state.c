/* SPDX-License-Identifier: MIT */
#include "state.h"

#include "flow/transport/url.h"
#include "vocabulary/exchange_names.h"

#include <stdlib.h>

/* Between organisations it is the asked mailbox that a request should be routed to; a user names his own. */
static const char *anchor_of(const struct flow *flow)
{
    const bool own = flow->lookup->way == WAY_LOCAL || flow->lookup->way == WAY_CLIENT;

    return own ? flow->lookup->requester : flow->route.target;
}

struct query flow_query(const struct flow *flow, enum hop step, const char *url)
{
    const bool discovery = step == HOP_AUTODISCOVER;

    return (struct query){
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
