/* SPDX-License-Identifier: MIT */
/* Hybrid free/busy over Microsoft Graph: Exchange SE, from the hotfix of May 2026. */
#include "graph_way.h"

#include "asking_server.h"
#include "base/cleanup.h"
#include "base/text.h"
#include "dedicated_app.h"
#include "flow/transport/transport.h"
#include "vocabulary/exchange_build.h"
#include "vocabulary/exchange_names.h"

#include <stdlib.h>

/* The hotfix that brought the way, the one that reads times right (KB5121608), and the update after which delegates may ask
 * (KB5129955). */
static const struct exchange_build first = {15, 2, 2562, 41}, reads_zones = {15, 2, 2562, 49},
                                   knows_delegates = {15, 2, 2562, 53};

static struct exchange_build build_of(const struct flow_settings *settings, const struct object *asker)
{
    const struct object *server = asking_server(settings->organization, settings->scope, asker);
    struct exchange_build build = {0};

    exchange_build_read(server ? object_text(server, "AdminDisplayVersion") : "", &build);
    return build;
}

bool graph_way_reads_local(const struct flow_settings *settings, const struct object *asker)
{
    const struct exchange_build build = build_of(settings, asker);

    return exchange_build_before(&build, &reads_zones);
}

/* "ann@contoso.com" with the sign between its halves as people write it. */
static char *escape_address(const char *address)
{
    const char *domain = text_domain(address);
    CLEANUP(cleanup_string)
    char *local = text_format("%.*s", domain ? (int)(domain - address - 1) : 0, address);
    CLEANUP(cleanup_string) char *user = transport_escape(local);
    CLEANUP(cleanup_string) char *host = transport_escape(domain ? domain : address);

    return domain ? text_format("%s@%s", user, host) : text_copy(host);
}

/* A user is addressed by the principal name, which the own directory has; of strangers there is the address alone. */
static const char *name_of(const struct object *user, const char *address)
{
    const char *principal = user ? object_text(user, "UserPrincipalName") : "";

    return *principal ? principal : address;
}

/* Servers before that update ask for a calendar that is shared with the asker by way of the asker's own mailbox: that they
 * fail is documented (KB5127092), the request is not. */
static bool goes_by_delegate(const struct exchange_build *build, const struct graph_asking *asking)
{
    return exchange_build_before(build, &knows_delegates) && asking->recipient &&
           object_lists(asking->recipient, "GrantSendOnBehalfTo", asking->requester);
}

char *graph_way_url(const struct flow_settings *settings, const struct graph_asking *asking)
{
    const struct object *service = dedicated_app_server(settings, asking->target);
    const char *base = service ? object_text(service, "GraphBaseUrl") : "";
    const struct exchange_build build = build_of(settings, asking->asker);
    CLEANUP(cleanup_string) char *owner = NULL, *delegate = NULL;

    if (!*base || exchange_build_before(&build, &first) || !setting_override_is_on(settings, SECTION_GRAPH))
        return NULL;
    owner = escape_address(name_of(asking->recipient, asking->target));
    if (!goes_by_delegate(&build, asking))
        return text_format("%s/v1.0/users/%s/calendar/getSchedule", base, owner);
    delegate = escape_address(name_of(asking->asker, asking->requester));
    return text_format("%s/v1.0/users/%s/calendars/%s/getSchedule", base, delegate, owner);
}
