/* SPDX-License-Identifier: MIT */
#include "noun_rows.h"
#include "shell/cmdlets/auth_config.h"
#include "shell/cmdlets/auth_server.h"
#include "shell/cmdlets/exchange_certificates.h"
#include "shell/cmdlets/federation_trust.h"

static const char *const auth_server_type[] = {"MicrosoftACS", "AzureAD", "ADFS", "Facebook",
                                               "LinkedIn",     "Unknown", NULL};

static const struct parameter federation_trust[] = {
    {"Name", .type = TYPE_TEXT, .flags = IDENTITY | REQUIRED},
    {"ApplicationIdentifier", .type = TYPE_TEXT},
    {"ApplicationUri", .type = TYPE_TEXT},
    {"OrgCertificate", .type = TYPE_TEXT},
    {"OrgNextCertificate", .type = TYPE_TEXT},
    {"OrgPrevCertificate", .type = TYPE_TEXT},
    {"TokenIssuerUri", .type = TYPE_TEXT},
    {"TokenIssuerEpr", .type = TYPE_URL},
    {"TokenIssuerMetadataEpr", .type = TYPE_URL},
    {"TokenIssuerCertificate", .type = TYPE_TEXT, .flags = LIST | HIDDEN},
    {"TokenIssuerNextCertificate", .type = TYPE_TEXT, .flags = LIST | HIDDEN},
};

static const struct directive federation_trust_directives[] = {
    {{"RefreshMetadata", .type = TYPE_SWITCH}, SET, .apply = refresh_federation_metadata},
    {{"Thumbprint", .type = TYPE_TEXT}, SET, .apply = stage_federation_certificate},
    {{"PublishFederationCertificate", .type = TYPE_SWITCH}, SET, .apply = publish_federation_certificate},
};

static const struct parameter federated_organization_identifier[] = {
    {"AccountNamespace", .type = TYPE_TEXT, .flags = IDENTITY | REQUIRED},
    {"Domains", .type = TYPE_TEXT, .flags = LIST},
    {"DelegationTrustLink", .type = TYPE_TEXT},
    {"Enabled", .type = TYPE_FLAG, .initial = "true"},
};

/* Servers that run read the metadata of an authorization server anew within some 15 minutes. */
enum { METADATA_SECONDS = 900 };

static const struct parameter auth_server[] = {
    {"Name", .type = TYPE_TEXT, .flags = IDENTITY | REQUIRED},
    {"Type", .type = TYPE_CHOICE, .words = auth_server_type},
    {"IssuerIdentifier", .type = TYPE_TEXT, .delay = METADATA_SECONDS},
    {"Realm", .type = TYPE_TEXT, .delay = METADATA_SECONDS},
    {"TokenIssuingEndpoint", .type = TYPE_URL, .delay = METADATA_SECONDS},
    {"AuthMetadataUrl", .type = TYPE_URL},
    {"CertificateStrings", .type = TYPE_TEXT, .flags = LIST | HIDDEN, .delay = METADATA_SECONDS},
    {"Enabled", .type = TYPE_FLAG, .initial = "true"},
};

static const struct directive auth_server_directives[] = {
    {{"RefreshAuthMetadata", .type = TYPE_SWITCH}, SET, .apply = refresh_metadata},
};

static const struct parameter partner_application[] = {
    {"Name", .type = TYPE_TEXT, .flags = IDENTITY | REQUIRED},
    {"ApplicationIdentifier", .type = TYPE_TEXT},
    {"LinkedAccount", .type = TYPE_TEXT, .delay = AFTER_RESTART},
    {"Enabled", .type = TYPE_FLAG, .initial = "true"},
};

/* An account of the directory that is nobody's mailbox, and what it may do. */
static const struct parameter user[] = {
    {"Name", .type = TYPE_TEXT, .flags = IDENTITY | REQUIRED},
    {"CanonicalName", .type = TYPE_TEXT, .flags = ALIAS | REQUIRED},
};

static const struct parameter management_role_assignment[] = {
    {"Name", .type = TYPE_TEXT, .flags = IDENTITY | REQUIRED},
    {"Role", .type = TYPE_TEXT, .flags = KEY | REQUIRED},
    {"RoleAssignee", .type = TYPE_TEXT, .flags = KEY | REQUIRED},
};

static const struct parameter auth_config[] = {
    {"ServiceName", .type = TYPE_TEXT, .flags = IDENTITY | REQUIRED},
    {"Realm", .type = TYPE_TEXT},
    {"CurrentCertificateThumbprint", .type = TYPE_TEXT},
    {"PreviousCertificateThumbprint", .type = TYPE_TEXT},
    {"NextCertificateThumbprint", .type = TYPE_TEXT},
    {"NextCertificateEffectiveDate", .type = TYPE_TEXT},
};

/* In the order in which they are followed. */
static const struct directive auth_config_directives[] = {
    {{"NewCertificateThumbprint", .type = TYPE_TEXT}, SET, .apply = stage_certificate},
    {{"NewCertificateEffectiveDate", .type = TYPE_TEXT}, SET, .apply = stage_date},
    {{"PublishCertificate", .type = TYPE_SWITCH}, SET, .apply = publish_certificate},
    {{"ClearPreviousCertificate", .type = TYPE_SWITCH}, SET, .apply = clear_previous},
};

static const struct parameter exchange_certificate[] = {
    {"Thumbprint", .type = TYPE_TEXT, .flags = IDENTITY | KEY | REQUIRED},
    {"Subject", .type = TYPE_TEXT},
    {"FriendlyName", .type = TYPE_TEXT},
    {"CertificateDomains", .type = TYPE_TEXT, .flags = LIST},
    {"Services", .type = TYPE_TEXT},
    {"NotBefore", .type = TYPE_TEXT},
    {"NotAfter", .type = TYPE_TEXT},
    {"RawData", .type = TYPE_TEXT, .flags = HIDDEN},
    {"CertificateFile", .type = TYPE_TEXT, .flags = HIDDEN},
    {"PrivateKeyFile", .type = TYPE_TEXT, .flags = HIDDEN},
};

/* The lab's keys all have 2048 bits and can be exported. */
static const struct directive exchange_certificate_directives[] = {
    {{"SubjectName", .type = TYPE_TEXT}, NEW, .apply = take_subject},
    {{"DomainName", .type = TYPE_TEXT, .flags = LIST}, NEW | GET, .apply = take_domains, .chooses = has_domain},
    {{"KeySize", .type = TYPE_NUMBER}, NEW, NULL, NULL},
    {{"PrivateKeyExportable", .type = TYPE_FLAG}, NEW, NULL, NULL},
};

const struct noun trusts_nouns[] = {
    {"FederationTrust", .scopes = EXCHANGE, .verbs = ANY, PARAMETERS(federation_trust),
     DIRECTIVES(federation_trust_directives)},
    {"FederatedOrganizationIdentifier", .scopes = EXCHANGE, .verbs = GET | SET,
     PARAMETERS(federated_organization_identifier), .flags = SINGLE},
    {"AuthServer", .scopes = EXCHANGE, .verbs = ANY, PARAMETERS(auth_server), DIRECTIVES(auth_server_directives),
     .make = make_auth_server},
    {"PartnerApplication", .scopes = EXCHANGE, .verbs = ANY, PARAMETERS(partner_application)},
    {"User", .scopes = EXCHANGE, .verbs = GET, PARAMETERS(user)},
    {"ADUser", .scopes = EXCHANGE, .verbs = GET | NEW | REMOVE, PARAMETERS(user), .element = "User"},
    {"ManagementRoleAssignment", .scopes = EXCHANGE, .verbs = GET | NEW | REMOVE,
     PARAMETERS(management_role_assignment), .flags = MANY},
    {"AuthConfig", .scopes = EXCHANGE, .verbs = GET | SET, PARAMETERS(auth_config), .flags = SINGLE,
     DIRECTIVES(auth_config_directives)},
    {"ExchangeCertificate", .scopes = EXCHANGE, .verbs = ANY, PARAMETERS(exchange_certificate),
     DIRECTIVES(exchange_certificate_directives), .make = make_exchange_certificate},
    {0},
};
