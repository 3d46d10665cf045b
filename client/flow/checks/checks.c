/* SPDX-License-Identifier: MIT */
/* Tests OAuth and endpoints as the Test- cmdlets do, and fetches documents. */
#include "checks.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "flow/lookup/flow_state.h"
#include "flow/lookup/own_settings.h"
#include "flow/steps/availability.h"
#include "flow/steps/discover.h"
#include "flow/tokens/oauth_token.h"
#include "phrase/phrase.h"

#include <string.h>

static struct lookup *conclude(struct flow *flow, bool ok)
{
    flow->lookup->ok = ok;
    phrase_web_request(flow->lookup);
    return flow->lookup;
}

/* The mailbox must be one of this organisation. */
static bool find_user(struct flow *flow, const char *mailbox)
{
    route_ask_as(&flow->route, flow->settings, mailbox);
    flow->route.target = text_copy(mailbox);
    return flow->route.asker ||
           flow_fail(flow, HOP_ROUTE, "", OUTCOME_RECIPIENT_NOT_FOUND, "The mailbox couldn't be found.");
}

/* What is asked is harmless, and what the answer says does not matter: that it is one does. */
static bool is_answered(const struct lookup *lookup)
{
    const struct evidence *last = &lookup->evidence[lookup->evidence_count - 1];

    return last->http_status == 200 && (last->step == HOP_AUTODISCOVER || last->step == HOP_AVAILABILITY);
}

static void show_token(struct flow *flow, enum hop service, const char *url)
{
    if (!oauth_authorize(flow, service, url))
        return;
    if (service == HOP_AUTODISCOVER) {
        flow->route.discovery_url = text_copy(url);
        discover_soap(flow);
    } else {
        flow->route.ews_url = text_copy(url);
        availability_ask(flow);
    }
}

struct lookup *flow_test_oauth(const struct flow_settings *settings, enum hop service, const char *url,
                               const char *mailbox)
{
    CLEANUP(flow_close) struct flow flow;

    flow_open(&flow, settings, mailbox, mailbox);
    flow.lookup->way = WAY_OAUTH;
    flow.of_any_domain = true;
    own_settings_note(settings, NULL, flow.lookup);
    if (!find_user(&flow, mailbox))
        return conclude(&flow, false);
    show_token(&flow, service, url);
    return conclude(&flow, is_answered(flow.lookup));
}

static const struct evidence *get(struct flow *flow, const char *url, struct reply *reply)
{
    const struct transport_query query = {.step = HOP_AVAILABILITY, .url = url, .agent = flow->agent_availability};
    struct evidence *record = transport_ask(flow->transport, flow->lookup, &query, reply);

    if (record->outcome == OUTCOME_OK && record->http_status >= 400)
        record->outcome = OUTCOME_HTTP_STATUS;
    return record;
}

struct lookup *flow_test_endpoint(const struct flow_settings *settings, const char *url)
{
    CLEANUP(flow_close) struct flow flow;
    CLEANUP(reply_clear) struct reply reply = {0};
    const struct evidence *record;

    flow_open(&flow, settings, "", "");
    record = get(&flow, url, &reply);
    return conclude(&flow, record->outcome == OUTCOME_OK || record->http_status == 401);
}

char *flow_fetch(const struct flow_settings *settings, const char *url, struct error *error)
{
    CLEANUP(flow_close) struct flow flow;
    CLEANUP(lookup_free) struct lookup *lookup = NULL;
    CLEANUP(reply_clear) struct reply reply = {0};
    bool ok;

    flow_open(&flow, settings, "", "");
    ok = get(&flow, url, &reply)->http_status == 200;
    lookup = conclude(&flow, ok);
    if (ok)
        return TAKE(reply.body);
    error_set(error, "%s", lookup->error_text ? lookup->error_text : "The answer is of no use.");
    return NULL;
}
