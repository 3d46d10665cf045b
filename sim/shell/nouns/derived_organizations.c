/* SPDX-License-Identifier: MIT */
/* Of an organisation and of its ways to others. */
#include "base/text.h"
#include "derived.h"
#include "objects.h"

#include <string.h>

/* The first of all is the default. */
static void derive_is_first(const struct derivation *derivation, struct word_list *values)
{
    const xmlNode *const first = scope_object(derivation->object->parent, derivation->noun, NULL, NULL);

    word_list_add(values, text_copy(first == derivation->object ? "true" : "false"));
}

/* "contoso.mail.onmicrosoft.com": the address at which the cloud gets what the premises have for it. */
static const char *routing_domain(const xmlNode *object)
{
    const struct noun *const noun = noun_find("AcceptedDomain");
    const xmlNode *domain = scope_object(object->parent, noun, NULL, NULL);

    for (; domain; domain = domain->next)
        if (domain->type == XML_ELEMENT_NODE && text_equal((const char *)domain->name, noun->name) &&
            text_ends(property_read(domain, "DomainName"), ".mail.onmicrosoft.com"))
            return property_read(domain, "DomainName");
    return "";
}

static void derive_routing_domain(const struct derivation *derivation, struct word_list *values)
{
    const char *const domain = routing_domain(derivation->object);

    if (*domain)
        word_list_add(values, text_copy(domain));
}

/* Of the first domain of the list. */
static void derive_first(const struct derivation *derivation, struct word_list *values)
{
    const xmlNode *const value = property_first(derivation->object, derivation->row->argument);

    if (value)
        word_list_add(values, text_copy(property_text(value)));
}

static void derive_contact(const struct derivation *derivation, struct word_list *values)
{
    const xmlNode *const domain = scope_object(derivation->object->parent, noun_find("AcceptedDomain"), NULL, NULL);

    if (domain)
        word_list_add(values, text_format("postmaster@%s", property_read(domain, "DomainName")));
}

const struct derived_property derived_organizations[] = {
    {"OrganizationRelationship", "FreeBusyAccessScope", NOTHING("ADObjectId")},
    {"OrganizationRelationship", "MailTipsAccessEnabled", CONSTANT("Boolean", "true")},
    {"OrganizationRelationship", "MailTipsAccessLevel", CONSTANT("Enum", "All")},
    {"OrganizationRelationship", "MailTipsAccessScope", NOTHING("ADObjectId")},
    {"OrganizationRelationship", "ArchiveAccessEnabled", CONSTANT("Boolean", "true")},
    {"OrganizationRelationship", "DeliveryReportEnabled", CONSTANT("Boolean", "true")},
    {"OrganizationRelationship", "PhotosEnabled", CONSTANT("Boolean", "true")},
    {"OrganizationRelationship", "MailboxMoveEnabled", CONSTANT("Boolean", "true")},
    {"OrganizationRelationship", "OrganizationContact", NOTHING("SmtpAddress")},
    {"IntraOrganizationConfiguration", "OnlineDiscoveryEndpoint",
     CONSTANT("Uri", "https://autodiscover-s.outlook.com/autodiscover/autodiscover.svc")},
    {"IntraOrganizationConfiguration", "OnlineTargetAddress", DERIVED("SmtpDomain", derive_routing_domain, NULL)},
    {"IntraOrganizationConfiguration", "DeploymentIsCompleteIOCReady", CONSTANT("Boolean", "true")},
    {"AvailabilityAddressSpace", "TargetServiceEpr", NOTHING("Uri")},
    {"AvailabilityAddressSpace", "TargetTenantId", NOTHING("String")},
    {"FederatedOrganizationIdentifier", "DefaultDomain", DERIVED("SmtpDomain", derive_first, "Domains")},
    {"FederatedOrganizationIdentifier", "OrganizationContact", DERIVED("SmtpAddress", derive_contact, NULL)},
    {"AcceptedDomain", "DomainType", CONSTANT("Enum", "Authoritative")},
    {"AcceptedDomain", "Default", DERIVED("Boolean", derive_is_first, NULL)},
    {"AcceptedDomain", "InitialDomain", CONSTANT("Boolean", "false")},
    {"OrganizationConfig", "OAuth2ClientProfileEnabled", CONSTANT("Boolean", "true")},
    {"OrganizationConfig", "EwsEnabled", NOTHING("Boolean")},
    {"OrganizationConfig", "EwsAllowedAppIDs", NOTHING("String"), .at = AT(EXO) | AT(MESH)},
    {"OrganizationConfig", "DisplayName", COPY("String", "Name")},
    {"OrganizationConfig", "IsMixedMode", CONSTANT("Boolean", "false")},
    {"OrganizationConfig", "PublicFoldersEnabled", CONSTANT("Enum", "None")},
    {"HybridConfiguration", "Name", COPY("String", "Identity")},
    {"HybridConfiguration", "ExternalIPAddresses", NOTHING("String"), .list = true},
    {0},
};
