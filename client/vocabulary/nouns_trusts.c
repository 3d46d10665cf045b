/* SPDX-License-Identifier: MIT */
/* Nouns for trust: federation, token services, certificates. */
#include "noun_lists.h"
#include "noun_rows.h"

TERMS(auth_server_type, "auth-server-type", {"MicrosoftACS", NULL}, {"AzureAD", NULL}, {"ADFS", NULL},
      {"Facebook", NULL}, {"LinkedIn", NULL}, {"Unknown", NULL})

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
    {{"RefreshMetadata", .type = TYPE_SWITCH,
      .says = "reads what the federation gateway publishes; in force after the next time"},
     SET},
    {{"Thumbprint", .type = TYPE_TEXT, .says = "the organization's next certificate"}, SET | NEW},
    {{"PublishFederationCertificate", .type = TYPE_SWITCH,
      .says = "the next certificate is the one in use, and the gateway is told"},
     SET},
};

static const struct parameter federated_organization_identifier[] = {
    {"AccountNamespace", .type = TYPE_TEXT, .flags = IDENTITY | REQUIRED},
    {"Domains", .type = TYPE_TEXT, .flags = LIST},
    {"DelegationTrustLink", .type = TYPE_TEXT},
    {"Enabled", .type = TYPE_FLAG, .initial = "true"},
};

static const struct directive federated_organization_identifier_directives[] = {
    {{"DelegationFederationTrust", .type = TYPE_TEXT, .says = "the federation trust by its name"}, SET},
};

/* Servers that run read the metadata of an authorization server anew within some 15 minutes. */
enum { METADATA_SECONDS = 900 };

static const struct parameter auth_server[] = {
    {"Name", .type = TYPE_TEXT, .flags = IDENTITY | REQUIRED},
    {"Type", .type = TYPE_CHOICE, .words = &auth_server_type},
    {"IssuerIdentifier", .type = TYPE_TEXT, .delay = METADATA_SECONDS},
    {"Realm", .type = TYPE_TEXT, .delay = METADATA_SECONDS},
    {"TokenIssuingEndpoint", .type = TYPE_URL, .delay = METADATA_SECONDS},
    {"AuthMetadataUrl", .type = TYPE_URL},
    {"ApplicationIdentifier", .type = TYPE_TEXT,
     .says = "as which application the servers ask there: the dedicated app"},
    {"DomainName", .type = TYPE_TEXT, .flags = LIST, .says = "domains whose look-ups go by this server"},
    {"GraphBaseUrl", .type = TYPE_URL, .says = "where Microsoft Graph is"},
    {"CertificateStrings", .type = TYPE_TEXT, .flags = LIST | HIDDEN, .delay = METADATA_SECONDS},
    {"Enabled", .type = TYPE_FLAG, .initial = "true"},
};

static const struct directive auth_server_directives[] = {
    {{"RefreshAuthMetadata", .type = TYPE_SWITCH, .says = "reads the document at AuthMetadataUrl again"}, SET},
};

static const struct parameter partner_application[] = {
    {"Name", .type = TYPE_TEXT, .flags = IDENTITY | REQUIRED},
    {"ApplicationIdentifier", .type = TYPE_TEXT, .flags = ALIAS},
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
    {{"NewCertificateThumbprint", .type = TYPE_TEXT, .says = "the next certificate; it must be installed"}, SET},
    {{"NewCertificateEffectiveDate", .type = TYPE_TEXT, .says = "when it is to be the one in use"}, SET},
    {{"PublishCertificate", .type = TYPE_SWITCH, .says = "in use now, and registered at the token service"}, SET},
    {{"ClearPreviousCertificate", .type = TYPE_SWITCH, .says = "forgets the one before"}, SET},
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
    {"CertificateFile", .type = TYPE_TEXT, .flags = HIDDEN | SECRET},
    {"PrivateKeyFile", .type = TYPE_TEXT, .flags = HIDDEN | SECRET},
};

/* The lab's keys all have 2048 bits and can be exported. */
static const struct directive exchange_certificate_directives[] = {
    {{"SubjectName", .type = TYPE_TEXT}, NEW},
    {{"DomainName", .type = TYPE_TEXT, .flags = LIST}, NEW | GET},
    {{"Server", .type = TYPE_TEXT, .flags = IGNORED, .says = "of which server; all have the same"}, GET},
    {{"KeySize", .type = TYPE_NUMBER, .flags = IGNORED}, NEW},
    {{"PrivateKeyExportable", .type = TYPE_FLAG, .flags = IGNORED}, NEW},
};

const struct noun trusts_nouns[] = {
    {"FederationTrust", .says = "what this organization and the federation gateway know of each other",
     .scopes = EXCHANGE, .verbs = ANY, PARAMETERS(federation_trust), DIRECTIVES(federation_trust_directives)},
    {"FederatedOrganizationIdentifier", .says = "the domains for which delegation tokens are asked", .scopes = EXCHANGE,
     .verbs = GET | SET, PARAMETERS(federated_organization_identifier), .flags = SINGLE,
     DIRECTIVES(federated_organization_identifier_directives)},
    {"AuthServer", .says = "a token service whose tokens are accepted here (OAuth)", .scopes = EXCHANGE, .verbs = ANY,
     PARAMETERS(auth_server), DIRECTIVES(auth_server_directives)},
    {"PartnerApplication", .says = "an application whose OAuth tokens are accepted, and the account that it acts as",
     .scopes = EXCHANGE, .verbs = ANY, PARAMETERS(partner_application)},
    {"User", .says = "an account of the directory that is nobody's mailbox", .scopes = EXCHANGE, .verbs = SET,
     PARAMETERS(user)},
    {"ADUser", .says = "the same accounts, as the Active Directory module names them", .scopes = EXCHANGE,
     .verbs = NEW | REMOVE, PARAMETERS(user), .element = "User"},
    {"ManagementRoleAssignment", .says = "what an account may do", .scopes = EXCHANGE, .verbs = GET | NEW | REMOVE,
     PARAMETERS(management_role_assignment), .flags = MANY},
    {"AuthConfig", .says = "which certificate this organization signs its requests for tokens with", .scopes = EXCHANGE,
     .verbs = GET | SET, PARAMETERS(auth_config), .flags = SINGLE, DIRECTIVES(auth_config_directives)},
    {"ExchangeCertificate", .says = "a certificate that is installed on the servers", .scopes = EXCHANGE, .verbs = ANY,
     PARAMETERS(exchange_certificate), DIRECTIVES(exchange_certificate_directives)},
    {0},
};
