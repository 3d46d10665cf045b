/* SPDX-License-Identifier: MIT */
/* Update-HybridConfiguration: what the Hybrid Configuration Wizard sets up of the ways between premises and cloud, where the
 * lab has it. What is as the wizard leaves it stays untouched. */
#include "base/text.h"
#include "shell/cmdlets/action_rows.h"
#include "shell/cmdlets/command.h"
#include "shell/cmdlets/exchange_certificates.h"
#include "shell/nouns/objects.h"
#include "vocabulary/noun_rows.h"
#include "vocabulary/places.h"
#include "xml/xml.h"

#define CLOUD_AUTODISCOVER "https://autodiscover-s.outlook.com/autodiscover/autodiscover.svc"
#define CLOUD_DOMAIN "*.mail.onmicrosoft.com"

/* The objects that the wizard makes, by the beginning of their names. */
static const struct hybrid_object {
    const char *scope, *noun, *name;
} objects[] = {
    {SCOPE_ONPREM, "IntraOrganizationConnector", "HybridIOC"},
    {SCOPE_EXO, "IntraOrganizationConnector", "HybridIOC"},
    {SCOPE_ONPREM, "OrganizationRelationship", "On-premises to O365"},
    {SCOPE_EXO, "OrganizationRelationship", "O365 to On-premises"},
    {SCOPE_ONPREM, "PartnerApplication", "Exchange Online"},
    {SCOPE_ONPREM, "AuthServer", "ACS"},
    {SCOPE_ONPREM, "FederatedOrganizationIdentifier", ""},
};

enum {
    PREMISES_CONNECTOR,
    CLOUD_CONNECTOR,
    PREMISES_RELATIONSHIP,
    CLOUD_RELATIONSHIP,
    PARTNER,
    TOKEN_SERVICE,
    IDENTIFIER
};

/* What each is given: a text, or a property of an object on premises (all values that match) and what stands behind it. */
static const struct hybrid_setting {
    size_t object;
    const char *property, *text;
    const char *noun, *source, *pattern, *behind;
} settings[] = {
    {PREMISES_CONNECTOR, "TargetAddressDomains", NULL, "AcceptedDomain", "DomainName", CLOUD_DOMAIN, ""},
    {PREMISES_CONNECTOR, "DiscoveryEndpoint", .text = CLOUD_AUTODISCOVER},
    {PREMISES_CONNECTOR, "Enabled", .text = "true"},
    {CLOUD_CONNECTOR, "TargetAddressDomains", NULL, "IntraOrganizationConfiguration", "OnPremiseTargetAddresses", "*",
     ""},
    {CLOUD_CONNECTOR, "DiscoveryEndpoint", NULL, "IntraOrganizationConfiguration", "OnPremiseDiscoveryEndpoint", "*",
     ""},
    {CLOUD_CONNECTOR, "Enabled", .text = "true"},
    {PREMISES_RELATIONSHIP, "DomainNames", NULL, "AcceptedDomain", "DomainName", CLOUD_DOMAIN, ""},
    {PREMISES_RELATIONSHIP, "FreeBusyAccessEnabled", .text = "true"},
    {PREMISES_RELATIONSHIP, "FreeBusyAccessLevel", .text = "LimitedDetails"},
    {PREMISES_RELATIONSHIP, "TargetApplicationUri", .text = "outlook.com"},
    {PREMISES_RELATIONSHIP, "TargetAutodiscoverEpr", .text = CLOUD_AUTODISCOVER "/WSSecurity"},
    {PREMISES_RELATIONSHIP, "Enabled", .text = "true"},
    {CLOUD_RELATIONSHIP, "DomainNames", NULL, "IntraOrganizationConfiguration", "OnPremiseTargetAddresses", "*", ""},
    {CLOUD_RELATIONSHIP, "FreeBusyAccessEnabled", .text = "true"},
    {CLOUD_RELATIONSHIP, "FreeBusyAccessLevel", .text = "LimitedDetails"},
    {CLOUD_RELATIONSHIP, "TargetApplicationUri", NULL, "FederatedOrganizationIdentifier", "AccountNamespace", "*", ""},
    {CLOUD_RELATIONSHIP, "TargetAutodiscoverEpr", NULL, "IntraOrganizationConfiguration", "OnPremiseDiscoveryEndpoint",
     "*", "/WSSecurity"},
    {CLOUD_RELATIONSHIP, "Enabled", .text = "true"},
    {PARTNER, "Enabled", .text = "true"},
    {TOKEN_SERVICE, "Enabled", .text = "true"},
    {IDENTIFIER, "Enabled", .text = "true"},
};

static xmlNode *find_object(const xmlDoc *document, const struct hybrid_object *wanted)
{
    xmlNode *object = scope_object(scope_find(document, wanted->scope), noun_find(wanted->noun), NULL, NULL);

    while (object && !text_starts(property_read(object, "Name"), wanted->name))
        object = xml_next(object, wanted->noun);
    return object;
}

static xmlNode *make(const xmlDoc *document, const struct hybrid_object *wanted)
{
    const struct noun *noun = noun_find(wanted->noun);
    xmlNode *object = scope_add(scope_find(document, wanted->scope), noun);

    property_write(object, noun, "Name", wanted->name);
    return object;
}

static void copy_values(const xmlDoc *document, xmlNode *object, const struct noun *noun,
                        const struct hybrid_setting *setting)
{
    const size_t parameter = noun_parameter(noun, setting->property);
    const xmlNode *source = scope_object(scope_find(document, SCOPE_ONPREM), noun_find(setting->noun), NULL, NULL);

    property_set(object, noun, parameter, NULL);
    for (; source; source = xml_next(source, setting->noun))
        for (const xmlNode *value = property_first(source, setting->source); value; value = property_next(value)) {
            CLEANUP(cleanup_string) char *text = text_format("%s%s", property_text(value), setting->behind);
            if (text_matches(property_text(value), setting->pattern))
                property_add(object, noun, parameter, text);
        }
}

/* The certificate that signs on premises is known to the token service. */
static void publish_certificate_in_use(const xmlDoc *document)
{
    const xmlNode *premises = scope_find(document, SCOPE_ONPREM);
    const xmlNode *config = scope_object(premises, noun_find("AuthConfig"), NULL, NULL);
    const xmlNode *certificate = scope_object(premises, noun_find("ExchangeCertificate"), "Thumbprint",
                                              property_read(config, "CurrentCertificateThumbprint"));

    if (certificate && scope_find(document, SCOPE_MSOL))
        register_certificate(certificate, property_read(config, "ServiceName"), property_read(config, "Realm"));
}

static bool update(xmlDoc *document, const struct command *command, struct error *error)
{
    if (!scope_find(document, SCOPE_ONPREM) || !scope_find(document, SCOPE_EXO))
        return error_set(error, "%s-%s needs the documents of both sides.", command->verb->name, command->noun->name);
    for (size_t i = 0; i < ARRAY_SIZE(settings); i++) {
        const struct hybrid_object *wanted = &objects[settings[i].object];
        xmlNode *object = find_object(document, wanted);
        if (!object && settings[i].object >= PARTNER)
            continue; /* needs accounts and certificates: the wizard's other half */
        if (!object)
            object = make(document, wanted);
        if (settings[i].text)
            property_write(object, noun_find(wanted->noun), settings[i].property, settings[i].text);
        else
            copy_values(document, object, noun_find(wanted->noun), &settings[i]);
    }
    publish_certificate_in_use(document);
    return true;
}

static const struct parameter parameters[] = {
    {"OnPremisesCredentials", .type = TYPE_TEXT, .flags = IGNORED},
    {"TenantCredentials", .type = TYPE_TEXT, .flags = IGNORED},
    {"DomainController", .type = TYPE_TEXT, .flags = IGNORED},
    {"ForceUpgrade", .type = TYPE_SWITCH, .flags = IGNORED},
    {"SuppressOAuthWarning", .type = TYPE_SWITCH, .flags = IGNORED},
};

const struct cmdlet_action action_update_hybrid_configuration = {
    {"Update", RUN, .change = update},
    {"HybridConfiguration",
     .says = "sets up connectors and relationships of both sides again, as the Hybrid Configuration Wizard does",
     .scopes = AT(ONPREM), .verbs = RUN, PARAMETERS(parameters)},
};
