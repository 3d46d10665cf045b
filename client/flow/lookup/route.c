/* SPDX-License-Identifier: MIT */
/* Connector before relationship before address space, as Exchange looks for them. */
#include "route.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "flow/transport/url.h"
#include "graph_way.h"
#include "own_settings.h"
#include "vocabulary/exchange_names.h"

#include <stdlib.h>

static bool is_enabled(const struct object *connector)
{
    return object_flag(connector, "Enabled", true);
}

static bool shares_free_busy(const struct object *relationship)
{
    return is_enabled(relationship) && object_flag(relationship, "FreeBusyAccessEnabled", false);
}

/* One whose requests go through a proxy of the own organisation does not lead to the other. */
static bool is_elsewhere(const struct object *space)
{
    return !text_equal(object_text(space, "AccessMethod"), "InternalProxy");
}

/* In the order Exchange tries them. */
static const struct candidate {
    enum way way;
    const char *noun, *domains;
    bool (*applies)(const struct object *object);
    const char *application; /* property without which it cannot be used, NULL: none */
    const char *discovery;   /* property */
    const char *otherwise;   /* where that is empty, for the domain; NULL: it cannot be used */
    const char *suffix;      /* of every URL asked */
} candidates[] = {
    {WAY_OAUTH, "IntraOrganizationConnector", "TargetAddressDomains", is_enabled, NULL, "DiscoveryEndpoint", NULL, ""},
    {WAY_DAUTH, "OrganizationRelationship", "DomainNames", shares_free_busy, "TargetApplicationUri",
     "TargetAutodiscoverEpr", NULL, "/WSSecurity"},
    {WAY_ADDRESS_SPACE, "AvailabilityAddressSpace", "ForestName", is_elsewhere, NULL, "TargetAutodiscoverEpr",
     "https://%s/AutoDiscover/AutoDiscover.xml", ""},
};

void route_clear(struct flow_route *route)
{
    free(route->requester);
    free(route->target);
    free(route->discovery_url);
    free(route->ews_url);
    *route = (struct flow_route){0};
}

/* A mail user or contact is known by where its mail goes. */
static const char *routing_address(const struct object *recipient)
{
    static const char *const properties[] = {"ExternalEmailAddress", "RemoteRoutingAddress", "PrimarySmtpAddress"};
    const char *address = "";

    for (size_t i = 0; i < ARRAY_SIZE(properties) && !*address; i++)
        address = address_smtp(object_text(recipient, properties[i]));
    return address;
}

static bool is_cloud(const struct flow_settings *settings)
{
    const struct object *config = snapshot_next(settings->organization, settings->scope, "OrganizationConfig", NULL);

    return config && text_equal(object_text(config, "Direction"), "cloud");
}

/* The other side's relationship names the routing domain, so a cloud user asks under an address of it, if there is one. */
static char *asking_address(const struct flow_settings *settings, const struct object *asker, const char *requester)
{
    const bool cloud = is_cloud(settings);

    for (size_t i = 0; cloud && asker && i < object_count(asker, "EmailAddresses"); i++) {
        const char *address = address_smtp(object_item(asker, "EmailAddresses", i));
        if (address && text_ends(address, ROUTING_DOMAIN))
            return text_copy(address);
    }
    return text_copy(requester);
}

/* Whoever is asked at Microsoft's own hosts is in the cloud. */
static bool leads_to_cloud(const struct flow_route *route)
{
    return url_is_cloud(route->discovery_url ? route->discovery_url : route->ews_url);
}

static void name_direction(const struct flow_route *route, const struct flow_settings *settings, struct lookup *lookup)
{
    static const char *const names[2][2] = {{"on-premises-to-on-premises", "on-premises-to-cloud"},
                                            {"cloud-to-on-premises", "cloud-to-cloud"}};
    const bool from_cloud = is_cloud(settings) || lookup->way == WAY_ADDRESS_SPACE;
    const bool to_cloud = lookup->way == WAY_LOCAL ? from_cloud : !from_cloud || leads_to_cloud(route);

    evidence_set(&lookup->direction, names[from_cloud][to_cloud]);
}

static const struct object *find_by(const struct flow_settings *settings, const struct candidate *candidate,
                                    const char *domain)
{
    for (const struct object *object = NULL;
         (object = snapshot_next(settings->organization, settings->scope, candidate->noun, object));)
        if (candidate->applies(object) && object_lists(object, candidate->domains, domain))
            return object;
    return NULL;
}

static char *with_suffix(const char *url, const char *suffix)
{
    if (!*url)
        return NULL;
    return text_ends(url, suffix) ? text_copy(url) : text_format("%s%s", url, suffix);
}

/* TargetSharingEpr, where it is set, is the EWS URL: Autodiscover is skipped. */
static bool set_urls(struct flow_route *route, const struct candidate *candidate, const char *domain)
{
    const char *discovery = object_text(route->by, candidate->discovery);

    if (candidate->application && !*object_text(route->by, candidate->application))
        return false;
    route->ews_url = with_suffix(object_text(route->by, "TargetSharingEpr"), candidate->suffix);
    if (route->ews_url)
        return true;
    if (*discovery || !candidate->otherwise)
        route->discovery_url = with_suffix(discovery, candidate->suffix);
    else
        route->discovery_url = text_format(candidate->otherwise, domain);
    return route->discovery_url != NULL;
}

static bool conclude(struct lookup *lookup, enum outcome outcome, const char *party, const char *url)
{
    struct evidence *record = lookup_add(lookup, HOP_ROUTE, HOP_ROUTE);

    record->outcome = outcome;
    evidence_set(&record->party, party);
    evidence_set(&record->url, url);
    return outcome == OUTCOME_OK;
}

/* By a connector to the cloud, servers of 2026 may ask Microsoft Graph. */
static void prefer_graph(struct flow_route *route, const struct flow_settings *settings, struct lookup *lookup)
{
    const struct graph_asking asking = {route->asker, route->recipient, route->requester, route->target};
    char *url = lookup->way == WAY_OAUTH && leads_to_cloud(route) ? graph_way_url(settings, &asking) : NULL;

    if (!url)
        return;
    lookup->way = WAY_GRAPH;
    free(route->discovery_url);
    route->discovery_url = NULL;
    free(route->ews_url);
    route->ews_url = url;
}

static bool go_by(struct flow_route *route, const struct flow_settings *settings, const struct candidate *candidate,
                  const char *domain, struct lookup *lookup)
{
    const char *name = object_text(route->by, "Name");

    lookup->way = candidate->way;
    if (!set_urls(route, candidate, domain))
        return conclude(lookup, OUTCOME_RELATIONSHIP_UNUSABLE, name, NULL);
    prefer_graph(route, settings, lookup);
    return conclude(lookup, OUTCOME_OK, name, route->discovery_url ? route->discovery_url : route->ews_url);
}

static bool find_way(struct flow_route *route, const struct flow_settings *settings, const char *domain,
                     struct lookup *lookup)
{
    for (size_t i = 0; i < ARRAY_SIZE(candidates); i++)
        if ((route->by = find_by(settings, &candidates[i], domain)))
            return go_by(route, settings, &candidates[i], domain, lookup);
    return conclude(lookup, OUTCOME_NO_ROUTE, domain, NULL);
}

static const char *own_ews(const struct flow_settings *settings)
{
    const struct object *directory = NULL;
    const char *url = settings->own_ews ? settings->own_ews : "";

    while (!*url && (directory = snapshot_next(settings->organization, settings->scope, "WebServicesVirtualDirectory",
                                               directory)))
        url = object_text(directory, "ExternalUrl");
    return url;
}

/* A mailbox, a room or a list in the asking organisation: no other is asked, and the user's own EWS answers. */
static bool stay_here(struct flow_route *route, const struct flow_settings *settings, const struct object *recipient,
                      struct lookup *lookup)
{
    const char *url = own_ews(settings);

    route->rooms =
        text_equal(object_text(recipient, "ResourceType"), "Room") || object_flag(recipient, "RoomList", false);
    if (!*url)
        return conclude(lookup, OUTCOME_NO_ROUTE, text_domain(lookup->target), NULL);
    lookup->way = WAY_LOCAL;
    route->ews_url = text_copy(url);
    return conclude(lookup, OUTCOME_OK, text_domain(lookup->target), url);
}

/* People of another organisation need not be in the own directory where a connector or a relationship is for their
 * domain; of a domain of its own, or behind an address space, the directory has to know them. */
static bool is_shared_with(const struct flow_settings *settings, const char *domain)
{
    if (snapshot_find(settings->organization, settings->scope, "AcceptedDomain", "DomainName", domain))
        return false;
    for (size_t i = 0; i < ARRAY_SIZE(candidates); i++)
        if (candidates[i].way != WAY_ADDRESS_SPACE && find_by(settings, &candidates[i], domain))
            return true;
    return false;
}

static bool is_local(const struct object *recipient)
{
    return text_equal(object_noun(recipient), "Mailbox") || text_equal(object_noun(recipient), "DistributionGroup");
}

static const struct object *find_recipient(const struct flow_settings *settings, const char *address)
{
    const struct object *recipient = recipient_next(settings->organization, settings->scope, address, NULL);

    return recipient ? recipient : group_find(settings->organization, settings->scope, address);
}

void route_ask_as(struct flow_route *route, const struct flow_settings *settings, const char *requester)
{
    route->asker = recipient_next(settings->organization, settings->scope, requester, NULL);
    route->requester = asking_address(settings, route->asker, requester);
}

bool route_choose(struct flow_route *route, const struct flow_settings *settings, struct lookup *lookup)
{
    const struct object *recipient = find_recipient(settings, lookup->target);
    const char *domain;
    bool found;

    route_ask_as(route, settings, lookup->requester);
    route->recipient = recipient;
    route->target = text_copy(recipient ? routing_address(recipient) : lookup->target);
    domain = text_domain(route->target);
    if (!domain || (!recipient && !is_shared_with(settings, domain)))
        found = conclude(lookup, OUTCOME_RECIPIENT_NOT_FOUND, lookup->target, NULL);
    else if (recipient && is_local(recipient))
        found = stay_here(route, settings, recipient, lookup);
    else
        found = find_way(route, settings, domain, lookup);
    name_direction(route, settings, lookup);
    own_settings_note(settings, route->by, lookup);
    if (route->asker)
        lookup_set_setting(lookup, "requester-upn", object_text(route->asker, "UserPrincipalName"));
    lookup_set_setting(lookup, "asked-address", route->target);
    lookup_set_setting(lookup, "asking-address", route->requester);
    return found;
}
