/* SPDX-License-Identifier: MIT */
/* Properties of the document first, then the derived ones; and which type each has. */
#include "properties.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "derived.h"
#include "objects.h"
#include "typed_values.h"

#include <string.h>

/* What the type of a parameter says. */
static const char *const type_names[TYPE_COUNT] = {
    [TYPE_TEXT] = "String",    [TYPE_FLAG] = "Boolean",        [TYPE_NUMBER] = "Int32",
    [TYPE_URL] = "Uri",        [TYPE_ADDRESS] = "SmtpAddress", [TYPE_PROXY_ADDRESS] = "ProxyAddress",
    [TYPE_PATH] = "String",    [TYPE_TIME] = "TimeSpan",       [TYPE_CHOICE] = "Enum",
    [TYPE_SWITCH] = "Boolean",
};

/* Texts, and others, that are more in Exchange than the document needs to know; noun NULL: of every noun. */
static const struct property_type {
    const char *noun, *property, *type;
} property_types[] = {
    {"AcceptedDomain", "DomainName", "SmtpDomainWithSubdomains"},
    {"AuthServer", "TokenIssuingEndpoint", "String"},
    {"AuthServer", "AuthMetadataUrl", "String"},
    {"MsolServicePrincipalCredential", "KeyId", "String"},
    {"OnPremisesOrganization", "OrganizationGuid", "Guid"},
    {"SharingPolicy", "Domains", "SharingPolicyDomain"},
    {"HybridConfiguration", "ReceivingTransportServers", "ADObjectId"},
    {"HybridConfiguration", "SendingTransportServers", "ADObjectId"},
    {"HybridConfiguration", "ClientAccessServers", "ADObjectId"},
    {"HybridConfiguration", "OnPremisesSmartHost", "SmtpDomain"},
    {"HybridConfiguration", "Features", "Enum"},
    {"HybridConfiguration", "TlsCertificateName", "SmtpX509Identifier"},
    {"AvailabilityConfig", "PerUserAccount", "ADObjectId"},
    {"AvailabilityConfig", "OrgWideAccount", "ADObjectId"},
    {"MapiVirtualDirectory", "IISAuthenticationMethods", "Enum"},
    {"MsolServicePrincipal", "ObjectId", "Guid"},
    {NULL, "AccountNamespace", "SmtpDomain"},
    {NULL, "AdminDisplayVersion", "ServerVersion"},
    {NULL, "ApplicationUri", "Uri"},
    {NULL, "DelegationTrustLink", "ADObjectId"},
    {NULL, "DomainNames", "SmtpDomain"},
    {NULL, "Domains", "SmtpDomain"},
    {NULL, "EndDate", "DateTime"},
    {NULL, "ExternalEmailAddress", "ProxyAddress"},
    {NULL, "Identity", "ADObjectId"},
    {NULL, "LinkedAccount", "ADObjectId"},
    {NULL, "NextCertificateEffectiveDate", "DateTime"},
    {NULL, "NotAfter", "DateTime"},
    {NULL, "NotBefore", "DateTime"},
    {NULL, "OrgCertificate", "X509Certificate2"},
    {NULL, "OrgNextCertificate", "X509Certificate2"},
    {NULL, "OrgPrevCertificate", "X509Certificate2"},
    {NULL, "RawData", "ByteArray"},
    {NULL, "RemoteRoutingAddress", "ProxyAddress"},
    {NULL, "Role", "ADObjectId"},
    {NULL, "RoleAssignee", "ADObjectId"},
    {NULL, "Server", "ADObjectId"},
    {NULL, "Services", "Enum"},
    {NULL, "StartDate", "DateTime"},
    {NULL, "TargetAddressDomains", "SmtpDomain"},
    {NULL, "OnPremiseTargetAddresses", "SmtpDomain"},
    {NULL, "TargetApplicationUri", "Uri"},
    {NULL, "TokenIssuerCertificate", "X509Certificate2"},
    {NULL, "TokenIssuerNextCertificate", "X509Certificate2"},
    {NULL, "TokenIssuerUri", "Uri"},
    {NULL, "TokenIssuerUris", "Uri"},
    {NULL, "User", "ADObjectId"},
};

static const char *type_of(const struct noun *noun, const struct parameter *parameter)
{
    for (size_t i = 0; i < ARRAY_SIZE(property_types); i++)
        if (text_equal(property_types[i].property, parameter->name) &&
            (!property_types[i].noun || text_equal(property_types[i].noun, noun->name)))
            return property_types[i].type;
    return type_names[parameter->type];
}

static void set_stored(struct shown_property *property, const struct noun *noun, const struct parameter *parameter)
{
    *property = (struct shown_property){.name = parameter->name,
                                        .type = type_of(noun, parameter),
                                        .list = parameter->flags & LIST,
                                        .hidden = parameter->flags & HIDDEN,
                                        .noun = noun,
                                        .parameter = parameter};
}

static bool derived_at(const struct noun *noun, const xmlNode *object, size_t index, struct shown_property *property)
{
    const struct derived_property *row;

    for (size_t i = 0; (row = derived_property(i)); i++)
        if (derived_fits(row, noun, object) && noun_parameter(noun, row->name) == noun->count && index-- == 0) {
            *property = (struct shown_property){
                .name = row->name, .type = row->type, .list = row->list, .noun = noun, .derived = row};
            return true;
        }
    return false;
}

bool property_at(const struct noun *noun, const xmlNode *object, size_t index, struct shown_property *property)
{
    for (size_t i = 0; i < noun->count; i++)
        if (!(noun->parameters[i].flags & SECRET) && index-- == 0) {
            set_stored(property, noun, &noun->parameters[i]);
            return true;
        }
    return derived_at(noun, object, index, property);
}

bool property_find(const struct noun *noun, const xmlNode *object, const char *name, struct shown_property *property)
{
    for (size_t i = 0; property_at(noun, object, i, property); i++)
        if (text_equal(property->name, name))
            return true;
    return false;
}

const char *property_spelling(const struct noun *noun, const char *name)
{
    const size_t index = noun_readable(noun, name);
    const struct derived_property *row;

    if (index < noun->count)
        return noun->parameters[index].name;
    if (noun_parameter(noun, name) < noun->count)
        return NULL;
    for (size_t i = 0; (row = derived_property(i)); i++)
        if (text_equal(row->name, name) && derived_belongs(row, noun))
            return row->name;
    return NULL;
}

const char *property_spelled(const struct shown_property *property, const char *text)
{
    return strcmp(property->type, "Boolean") == 0 && *text ? flag_spelled(text) : text;
}

void property_values(const struct shown_property *property, const xmlNode *object, struct word_list *values)
{
    const struct derivation derivation = {property->derived, property->noun, object};

    if (property->derived) {
        property->derived->derive(&derivation, values);
        return;
    }
    for (const xmlNode *value = property_first(object, property->name); value; value = property_next(value))
        word_list_add(values, text_copy(property_text(value)));
}
