/* SPDX-License-Identifier: MIT */
/* Reads the setting overrides and the authorization servers of the asker's own document. */
#include "dedicated_app.h"

#include "base/text.h"

bool setting_override_is_on(const struct flow_settings *settings, const char *section)
{
    for (const struct object *override = NULL;
         (override = snapshot_next(settings->organization, settings->scope, "SettingOverride", override));)
        if (text_equal(object_text(override, "SectionName"), section) &&
            object_lists(override, "Parameters", "Enabled=true"))
            return true;
    return false;
}

/* domain "": any that the server is for. */
static bool is_for(const struct object *server, const char *domain)
{
    return *domain ? object_lists(server, "DomainName", domain) : *object_text(server, "DomainName");
}

static bool names_app(const struct object *server, const char *domain)
{
    return object_flag(server, "Enabled", true) && text_equal(object_text(server, "Type"), "AzureAD") &&
           *object_text(server, "ApplicationIdentifier") && domain && is_for(server, domain);
}

const struct object *dedicated_app_server(const struct flow_settings *settings, const char *target)
{
    const char *const domain = target ? text_domain(target) : "";

    for (const struct object *server = NULL;
         setting_override_is_on(settings, SECTION_DEDICATED_APP) &&
         (server = snapshot_next(settings->organization, settings->scope, "AuthServer", server));)
        if (names_app(server, domain))
            return server;
    return NULL;
}
