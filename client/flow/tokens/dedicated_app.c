/* SPDX-License-Identifier: MIT */
/* Reads the setting override and the authorization servers of the asker's own document. */
#include "dedicated_app.h"

#include "base/text.h"

#define SECTION "ExchangeOnpremAsThirdPartyAppId"

static bool is_switched_on(const struct flow *flow)
{
    const struct flow_settings *settings = flow->settings;

    for (const struct object *override = NULL;
         (override = snapshot_next(settings->organization, settings->scope, "SettingOverride", override));)
        if (text_equal(object_text(override, "SectionName"), SECTION) &&
            object_lists(override, "Parameters", "Enabled=true"))
            return true;
    return false;
}

static bool names_app(const struct object *server, const char *domain)
{
    return object_flag(server, "Enabled", true) && text_equal(object_text(server, "Type"), "AzureAD") &&
           *object_text(server, "ApplicationIdentifier") && domain && object_lists(server, "DomainName", domain);
}

const struct object *dedicated_app_server(const struct flow *flow)
{
    const struct flow_settings *settings = flow->settings;
    const char *domain = flow->route.target ? text_domain(flow->route.target) : NULL;

    for (const struct object *server = NULL;
         is_switched_on(flow) &&
         (server = snapshot_next(settings->organization, settings->scope, "AuthServer", server));)
        if (names_app(server, domain))
            return server;
    return NULL;
}

bool dedicated_app_asks(const struct flow *flow)
{
    return flow->auth_server && flow->auth_server == dedicated_app_server(flow);
}
