/* SPDX-License-Identifier: MIT */
/* The candidates of Outlook one after another, each with a record of how it was found. */
#include "outlook_candidates.h"

#include "answer/answer.h"
#include "base/cleanup.h"
#include "base/text.h"
#include "flow/lookup/own_network.h"
#include "flow/transport/service_record.h"
#include "vocabulary/exchange_names.h"

#include <string.h>

struct evidence *outlook_note(struct flow *flow, enum hop hop, const char *party, const char *url)
{
    struct evidence *record = lookup_add(flow->lookup, hop, HOP_AUTODISCOVER);

    evidence_set(&record->party, party);
    evidence_set(&record->url, url);
    return record;
}

const struct object *outlook_point(const struct flow *flow, const struct object *after)
{
    const struct flow_settings *settings = flow->settings;

    while (settings->organization &&
           (after = snapshot_next(settings->organization, settings->scope, "ClientAccessService", after)))
        if (*object_text(after, "AutoDiscoverServiceInternalUri"))
            return after;
    return NULL;
}

/* Service connection points of the own forest, which knows the user's first address alone. */
static char *find_point(const struct outlook_search *search, size_t index)
{
    struct flow *flow = search->flow;
    const struct object *point = outlook_point(flow, NULL);
    const char *url;

    if (!text_equal(flow->route.target, flow->lookup->requester))
        return NULL;
    if (!point && index == 0)
        outlook_note(flow, HOP_ROUTE, search->domain, NULL)->outcome = OUTCOME_NO_URL;
    for (size_t i = 0; point && i < index; i++)
        point = outlook_point(flow, point);
    if (!point)
        return NULL;
    url = object_text(point, "AutoDiscoverServiceInternalUri");
    outlook_note(flow, HOP_ROUTE, object_text(point, "Name"), url);
    return text_copy(url);
}

static char *find_root(const struct outlook_search *search, size_t index)
{
    return index == 0 ? text_format("https://%s" PATH_AUTODISCOVER_POX, search->domain) : NULL;
}

static char *find_host(const struct outlook_search *search, size_t index)
{
    return index == 0 ? text_format("https://autodiscover.%s" PATH_AUTODISCOVER_POX, search->domain) : NULL;
}

/* Where a web server without TLS sends visitors. It is asked without credentials. */
static char *find_redirection(const struct outlook_search *search, size_t index)
{
    struct flow *flow = search->flow;
    CLEANUP(cleanup_string) char *url = text_format("http://autodiscover.%s" PATH_AUTODISCOVER_POX, search->domain);
    CLEANUP(reply_clear) struct reply reply = {0};
    const struct transport_query query = {.step = HOP_AUTODISCOVER, .url = url, .agent = flow->agent_autodiscover};
    struct evidence *record;
    const char *location;

    if (index > 0)
        return NULL;
    record = transport_ask(flow->transport, flow->lookup, &query, &reply);
    location = evidence_header(record, "Location");
    if (record->outcome != OUTCOME_OK)
        return NULL;
    if (location && (record->http_status == 301 || record->http_status == 302))
        return text_copy(location);
    answer_refuse(record, &reply, record->http_status >= 300 ? OUTCOME_HTTP_STATUS : OUTCOME_UNEXPECTED_ANSWER);
    return NULL;
}

/* The port of https is left out, so that the same URL is seen to be the same. */
static char *url_at(const char *server)
{
    const size_t length = strlen(server) - (text_ends(server, ":443") ? strlen(":443") : 0);

    return text_format("https://%.*s" PATH_AUTODISCOVER_POX, (int)length, server);
}

static char *find_service(const struct outlook_search *search, size_t index)
{
    CLEANUP(cleanup_string) char *name = text_format("_autodiscover._tcp.%s", search->domain);
    CLEANUP(cleanup_string) char *server = NULL;
    const struct network network = own_network(search->flow->settings);
    const double began = clock_ms();
    struct evidence *record;

    if (index > 0)
        return NULL;
    server = service_record_find(&network, name);
    record = outlook_note(search->flow, HOP_RESOLVE, name, NULL);
    record->elapsed_ms = clock_ms() - began;
    record->outcome = server ? OUTCOME_OK : OUTCOME_NAME_NOT_RESOLVED;
    evidence_set(&record->address, server);
    return server ? url_at(server) : NULL;
}

/* In the order Outlook tries them. */
static char *(*const candidates[OUTLOOK_KINDS])(const struct outlook_search *search, size_t index) = {
    find_point, find_root, find_host, find_redirection, find_service,
};

char *outlook_candidate(const struct outlook_search *search, size_t kind, size_t index)
{
    return candidates[kind](search, index);
}
