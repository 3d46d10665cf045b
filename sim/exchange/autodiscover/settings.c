/* SPDX-License-Identifier: MIT */
/* The settings Autodiscover knows of a mailbox. */
#include "settings.h"

#include "base/cleanup.h"
#include "base/guid.h"
#include "base/text.h"
#include "exchange/common/server.h"
#include "exchange/login/caller.h"

#include <string.h>

#define SCHEMAS                                                                                                        \
    "Exchange2007, Exchange2007_SP1, Exchange2010, Exchange2010_SP1, Exchange2010_SP2, Exchange2013, "                 \
    "Exchange2013_SP1, "                                                                                               \
    "Exchange2015, Exchange2016"

char *recipient_legacy_name(const struct exchange_call *call, const struct object *recipient)
{
    const struct object *organization = snapshot_next(call->snapshot, call->scope, "OrganizationConfig", NULL);

    return text_format("/o=%s/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=%s",
                       organization ? object_text(organization, "Name") : "First Organization",
                       object_text(recipient, "Alias"));
}

const struct object *autodiscover_recipient(const struct exchange_call *call, const struct caller *caller,
                                            const char *address)
{
    const struct object *own = caller->kind == CALLER_USER ? caller_account(call) : NULL;

    if (own && text_equal(object_text(own, "PrimarySmtpAddress"), address))
        return own;
    return recipient_next(call->snapshot, call->scope, address, NULL);
}

const char *recipient_redirect(const struct object *recipient, const char *address)
{
    const char *target;

    if (!recipient || text_equal(object_noun(recipient), "Mailbox"))
        return "";
    target = object_text(recipient, "RemoteRoutingAddress");
    if (!*target)
        target = object_text(recipient, "ExternalEmailAddress");
    target = address_smtp(target);
    return text_equal(target, address) ? "" : target;
}

static char *external_ews(const struct exchange_call *call, const struct object *mailbox)
{
    (void)mailbox;
    return server_ews_url(call, "ExternalUrl");
}

static char *internal_ews(const struct exchange_call *call, const struct object *mailbox)
{
    (void)mailbox;
    return server_ews_url(call, "InternalUrl");
}

static char *below_base(const struct exchange_call *call, const char *property, const char *path)
{
    CLEANUP(cleanup_string) char *base = server_base_url(call, property);

    return base ? text_format("%s%s", base, path) : NULL;
}

static char *external_ecp(const struct exchange_call *call, const struct object *mailbox)
{
    (void)mailbox;
    return below_base(call, "ExternalUrl", "/ecp/");
}

static char *internal_ecp(const struct exchange_call *call, const struct object *mailbox)
{
    (void)mailbox;
    return below_base(call, "InternalUrl", "/ecp/");
}

static char *display_name(const struct exchange_call *call, const struct object *mailbox)
{
    (void)call;
    return text_copy(object_text(mailbox, "Name"));
}

static char *primary_address(const struct exchange_call *call, const struct object *mailbox)
{
    (void)call;
    return text_copy(address_smtp(object_text(mailbox, "PrimarySmtpAddress")));
}

static char *deployment(const struct exchange_call *call, const struct object *mailbox)
{
    char guid[GUID_SIZE];

    (void)mailbox;
    return text_copy(guid_of_text(call->scope, guid));
}

static char *version(const struct exchange_call *call, const struct object *mailbox)
{
    const struct exchange_build known = server_version(call);

    (void)mailbox;
    return text_format("%u.%02u.%04u.%03u", known.major, known.minor, known.build, known.revision);
}

static char *schemas(const struct exchange_call *call, const struct object *mailbox)
{
    (void)call, (void)mailbox;
    return text_copy(SCHEMAS);
}

static char *in_the_cloud(const struct exchange_call *call, const struct object *mailbox)
{
    (void)mailbox;
    return text_copy(server_is_cloud(call) ? "True" : "False");
}

/* Known to the protocol, and set for nobody here. */
static char *unavailable(const struct exchange_call *call, const struct object *mailbox)
{
    (void)call, (void)mailbox;
    return NULL;
}

static const struct setting {
    const char *name;
    char *(*value)(const struct exchange_call *call, const struct object *mailbox);
} settings[] = {
    {"ActiveDirectoryServer", unavailable},
    {"AlternateMailboxes", unavailable},
    {"AutoDiscoverSMTPAddress", primary_address},
    {"CasVersion", version},
    {"CrossOrganizationSharingEnabled", unavailable},
    {"EwsSupportedSchemas", schemas},
    {"ExchangeRpcUrl", unavailable},
    {"ExternalEcpUrl", external_ecp},
    {"ExternalEwsUrl", external_ews},
    {"ExternalEwsVersion", version},
    {"ExternalMailboxServer", unavailable},
    {"ExternalOABUrl", unavailable},
    {"ExternalUMUrl", unavailable},
    {"ExternalWebClientUrls", unavailable},
    {"GroupingInformation", unavailable},
    {"InternalEcpUrl", internal_ecp},
    {"InternalEwsUrl", internal_ews},
    {"InternalMailboxServer", unavailable},
    {"InternalOABUrl", unavailable},
    {"InternalRpcClientServer", unavailable},
    {"InternalUMUrl", unavailable},
    {"InternalWebClientUrls", unavailable},
    {"InteropExternalEwsUrl", external_ews},
    {"InteropExternalEwsVersion", version},
    {"MailboxDN", recipient_legacy_name},
    {"MobileMailboxPolicy", unavailable},
    {"PublicFolderServer", unavailable},
    {"ShowGalAsDefaultView", unavailable},
    {"UserDN", recipient_legacy_name},
    {"UserDeploymentId", deployment},
    {"UserDisplayName", display_name},
    {"UserMSOnline", in_the_cloud},
};

enum setting_kind user_setting(const struct exchange_call *call, const struct object *mailbox, const char *name,
                               char **value)
{
    for (size_t i = 0; i < ARRAY_SIZE(settings); i++)
        if (strcmp(settings[i].name, name) == 0) {
            *value = settings[i].value(call, mailbox);
            return *value && **value ? SETTING_VALUE : SETTING_UNAVAILABLE;
        }
    return SETTING_UNKNOWN;
}
