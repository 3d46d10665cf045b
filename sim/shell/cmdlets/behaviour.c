/* SPDX-License-Identifier: MIT */
/* THE tables of what is done besides setting properties. */
#include "behaviour.h"

#include "auth_config.h"
#include "auth_server.h"
#include "base/cleanup.h"
#include "choices.h"
#include "derived_properties.h"
#include "exchange_certificates.h"
#include "federation_trust.h"
#include "identities.h"

#include <string.h>

static const struct noun_behaviour nouns[] = {
    {"AuthServer", .make = make_auth_server, .is_called = is_auth_server},
    {"AutodiscoverVirtualDirectory", .complete = complete_virtual_directory},
    {"AvailabilityAddressSpace", .complete = complete_address_space},
    {"AzureADUser", .complete = complete_user},
    {"DistributionGroup", .complete = complete_recipient},
    {"ExchangeCertificate", .make = make_exchange_certificate},
    {"FederationTrust", .make = make_federation_trust},
    {"MailContact", .complete = complete_recipient},
    {"MailUser", .complete = complete_recipient},
    {"Mailbox", .complete = complete_recipient},
    {"MgUser", .complete = complete_user},
    {"MsolServicePrincipalCredential", .make = make_credential},
    {"RemoteMailbox", .complete = complete_recipient},
    {"WebServicesVirtualDirectory", .complete = complete_virtual_directory},
};

static const struct directive_behaviour directives[] = {
    {"AuthConfig", "ClearPreviousCertificate", .apply = clear_previous},
    {"AuthConfig", "NewCertificateEffectiveDate", .apply = stage_date},
    {"AuthConfig", "NewCertificateThumbprint", .apply = stage_certificate},
    {"AuthConfig", "PublishCertificate", .apply = publish_certificate},
    {"AuthServer", "RefreshAuthMetadata", .apply = refresh_metadata},
    {"AutodiscoverVirtualDirectory", "Server", .chooses = stands_on_server},
    {"AzureADUser", "ObjectId", .chooses = is_user},
    {"AzureADUser", "PasswordPolicies", .apply = set_password_policies},
    {"ExchangeCertificate", "DomainName", .apply = take_domains, .chooses = has_domain},
    {"ExchangeCertificate", "SubjectName", .apply = take_subject},
    {"FederatedOrganizationIdentifier", "DelegationFederationTrust", .apply = link_federation_trust},
    {"FederationTrust", "PublishFederationCertificate", .apply = publish_federation_certificate},
    {"FederationTrust", "RefreshMetadata", .apply = refresh_federation_metadata},
    {"FederationTrust", "Thumbprint", .apply = stage_federation_certificate},
    {"IntraOrganizationConfiguration", "OrganizationGuid", .chooses = belongs_to_organization},
    {"LabTokenService", "RolloverKey", .apply = roll_over_key},
    {"Mailbox", "Equipment", .apply = make_equipment},
    {"Mailbox", "Room", .apply = make_room},
    {"Mailbox", "Type", .apply = set_mailbox_type},
    {"MgServicePrincipal", "KeyCredentials", .apply = add_application_key},
    {"MgServicePrincipal", "ServicePrincipalId", .chooses = is_application},
    {"MgServicePrincipal", "ServicePrincipalNames", .apply = set_application_names},
    {"MgUser", "PasswordPolicies", .apply = set_password_policies},
    {"MgUser", "UserId", .chooses = is_user},
    {"MapiVirtualDirectory", "Server", .chooses = stands_on_server},
    {"MsolServicePrincipal", "ServicePrincipalName", .chooses = has_principal_name},
    {"MsolServicePrincipalCredential", "AppPrincipalId", .chooses = belongs_to_application},
    {"MsolServicePrincipalCredential", "ObjectId", .chooses = belongs_to_principal},
    {"MsolUserPassword", "NewPassword", .apply = reset_password},
    {"MsolUserPrincipalName", "NewUserPrincipalName", .apply = rename_user},
    {"OABVirtualDirectory", "Server", .chooses = stands_on_server},
    {"WebServicesVirtualDirectory", "Server", .chooses = stands_on_server},
};

const struct noun_behaviour *noun_behaviour_at(size_t index)
{
    return index < ARRAY_SIZE(nouns) ? &nouns[index] : NULL;
}

const struct directive_behaviour *directive_behaviour_at(size_t index)
{
    return index < ARRAY_SIZE(directives) ? &directives[index] : NULL;
}

const struct noun_behaviour *noun_behaviour(const struct noun *noun)
{
    for (size_t i = 0; i < ARRAY_SIZE(nouns); i++)
        if (strcmp(nouns[i].noun, noun->name) == 0)
            return &nouns[i];
    return NULL;
}

const struct directive_behaviour *directive_behaviour(const struct noun *noun, const char *directive)
{
    for (size_t i = 0; i < ARRAY_SIZE(directives); i++)
        if (strcmp(directives[i].noun, noun->name) == 0 && strcmp(directives[i].directive, directive) == 0)
            return &directives[i];
    return NULL;
}
