/* SPDX-License-Identifier: MIT */
/* Outlook finds the availability service of its user's own organisation by itself (POX Autodiscover) and asks
 * there. */
#include "base/cleanup.h"
#include "base/text.h"
#include "flow.h"
#include "flow/lookup/own_view.h"
#include "flow/steps/availability.h"
#include "flow/steps/busy_times.h"
#include "flow/steps/discover.h"
#include "flow/steps/log_on.h"
#include "flow/steps/outlook_candidates.h"
#include "flow/steps/outlook_proxy.h"
#include "flow/transport/url.h"
#include "phrase/phrase.h"

static bool is_below(const char *host, const char *domain)
{
    CLEANUP(cleanup_string) char *suffix = text_format(".%s", domain ? domain : "");

    return domain && (text_equal(host, domain) || text_ends(host, suffix));
}

static bool is_own_server(const struct flow *flow, const char *host)
{
    for (const struct object *point = NULL; (point = outlook_point(flow, point));) {
        CLEANUP(cleanup_string) char *own = url_host(object_text(point, "AutoDiscoverServiceInternalUri"));
        if (text_equal(own, host))
            return true;
    }
    return false;
}

/* The user's own domain, servers of the own forest, and Microsoft. Before it shows anybody else the password, Outlook asks
 * its user; nobody is there to ask. */
static bool trusts(const struct flow *flow, const char *text)
{
    CLEANUP(url_clear) struct url url;

    return url_read(text, &url) && url.secure &&
           (is_below(url.host, text_domain(flow->route.target)) ||
            is_below(url.host, text_domain(flow->lookup->requester)) || is_own_server(flow, url.host) ||
            url_is_cloud(text));
}

/* Until there is an answer, or another address to ask for. */
static enum discovery ask(struct flow *flow, const char *url)
{
    CLEANUP(cleanup_string) char *address = text_copy(flow->route.target);
    enum discovery state;

    if (!trusts(flow, url)) {
        flow_fail(flow, HOP_AUTODISCOVER, url, OUTCOME_NO_URL, "Outlook does not show the password there unasked.");
        return DISCOVERY_FAILED;
    }
    evidence_set(&flow->route.discovery_url, url);
    do {
        state = discover_pox(flow);
    } while (state == DISCOVERY_AGAIN && text_equal(address, flow->route.target));
    return state;
}

/* The same question again would be answered as before. */
static bool is_asked(const struct outlook_search *search, const char *url)
{
    const struct lookup *lookup = search->flow->lookup;

    for (size_t i = search->begin; i < lookup->evidence_count; i++)
        if (lookup->evidence[i].hop != HOP_ROUTE && text_equal(lookup->evidence[i].url, url))
            return true;
    return false;
}

/* Settings came, but no URL: Outlook takes them as they are. */
static bool is_settled(const struct lookup *lookup)
{
    return lookup->evidence_count > 0 && lookup->evidence[lookup->evidence_count - 1].fault_setting;
}

static enum discovery try_all(const struct outlook_search *search)
{
    struct flow *flow = search->flow;
    enum discovery state = DISCOVERY_FAILED;

    for (size_t i = 0; i < OUTLOOK_KINDS; i++)
        for (size_t index = 0; state == DISCOVERY_FAILED && !is_settled(flow->lookup); index++) {
            CLEANUP(cleanup_string) char *url = outlook_candidate(search, i, index);
            if (!url)
                break;
            if (!is_asked(search, url))
                state = ask(flow, url);
        }
    return state;
}

static enum discovery discover_address(struct flow *flow)
{
    CLEANUP(cleanup_string) char *address = text_copy(flow->route.target);
    const struct outlook_search search = {flow, text_domain(address), flow->lookup->evidence_count};

    return search.domain ? try_all(&search) : DISCOVERY_FAILED;
}

/* With which words Outlook gives up: it knows the proxy that its requests did not get past. */
static bool give_up(struct flow *flow, const char *proxy)
{
    struct evidence *record =
        outlook_note(flow, HOP_AUTODISCOVER, text_domain(flow->lookup->requester), flow->route.ews_url);

    record->outcome = proxy ? OUTCOME_STOPPED_AT_PROXY : OUTCOME_NO_URL;
    record->fault_text =
        proxy ? text_format("The WinHTTP proxy %s of this computer does not let Outlook through to the servers of %s.",
                            proxy, record->party)
              : text_format("No Autodiscover gave %s a URL of the availability service.", flow->route.target);
    return false;
}

/* The password goes to that URL, too. */
static bool discover(struct flow *flow)
{
    enum discovery state;

    do {
        state = discover_address(flow);
    } while (state == DISCOVERY_AGAIN);
    if (state == DISCOVERY_DONE && text_starts(flow->route.ews_url, "https:"))
        return true;
    return give_up(flow, outlook_proxy_in_the_way(flow, 0));
}

/* The service may be behind the proxy where Autodiscover is not. */
static bool ask_service(struct flow *flow)
{
    const size_t begin = flow->lookup->evidence_count;
    const bool ok = availability_ask(flow) && busy_times_hold(flow, availability_ask);
    const char *const proxy = ok ? NULL : outlook_proxy_in_the_way(flow, begin);

    return proxy ? give_up(flow, proxy) : ok;
}

struct lookup *flow_ask_outlook(const struct flow_settings *settings, const char *requester, const char *target)
{
    const struct network network = outlook_network(settings);
    CLEANUP(flow_close)
    struct flow flow = {
        .settings = settings, .lookup = lookup_new(requester, target), .trusts = trusts, .ask = log_on_ask};

    flow.lookup->way = WAY_CLIENT;
    evidence_set(&flow.lookup->direction, "client");
    flow.route.rooms = own_view_note(settings, flow.lookup);
    flow.transport = transport_new(&network);
    flow.agent_autodiscover = text_copy("fbcheck/" FBLAB_VERSION);
    flow.agent_availability = text_copy("fbcheck/" FBLAB_VERSION);
    flow.route.target = text_copy(requester);
    flow.credentials.user = settings->user;
    flow.credentials.password = settings->password;
    if (discover(&flow)) {
        evidence_set(&flow.route.target, target);
        flow.lookup->ok = ask_service(&flow);
    }
    phrase_lookup(flow.lookup);
    return flow.lookup;
}
