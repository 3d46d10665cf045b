/* SPDX-License-Identifier: MIT */
#include "noun_rows.h"

static const char *const auth_server_type[] = {"MicrosoftACS", "AzureAD", "ADFS", "Facebook",
                                               "LinkedIn",     "Unknown", NULL};

static const struct parameter federation_trust[] = {
    {"Name", .type = TYPE_TEXT, .flags = IDENTITY | REQUIRED},
    {"ApplicationIdentifier", .type = TYPE_TEXT},
    {"ApplicationUri", .type = TYPE_TEXT},
    {"OrgCertificate", .type = TYPE_TEXT},
    {"TokenIssuerUri", .type = TYPE_TEXT},
    {"TokenIssuerEpr", .type = TYPE_URL},
    {"TokenIssuerMetadataEpr", .type = TYPE_URL},
    {"TokenIssuerCertificate", .type = TYPE_TEXT, .flags = LIST},
};

static const struct parameter federated_organization_identifier[] = {
    {"AccountNamespace", .type = TYPE_TEXT, .flags = IDENTITY | REQUIRED},
    {"Domains", .type = TYPE_TEXT, .flags = LIST},
    {"DelegationTrustLink", .type = TYPE_TEXT},
    {"Enabled", .type = TYPE_FLAG, .initial = "true"},
};

static const struct parameter auth_server[] = {
    {"Name", .type = TYPE_TEXT, .flags = IDENTITY | REQUIRED},
    {"Type", .type = TYPE_CHOICE, .words = auth_server_type},
    {"IssuerIdentifier", .type = TYPE_TEXT},
    {"Realm", .type = TYPE_TEXT},
    {"TokenIssuingEndpoint", .type = TYPE_URL},
    {"AuthMetadataUrl", .type = TYPE_URL},
    {"CertificateStrings", .type = TYPE_TEXT, .flags = LIST},
    {"Enabled", .type = TYPE_FLAG, .initial = "true"},
};

static const struct parameter partner_application[] = {
    {"Name", .type = TYPE_TEXT, .flags = IDENTITY | REQUIRED},
    {"ApplicationIdentifier", .type = TYPE_TEXT},
    {"LinkedAccount", .type = TYPE_TEXT},
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
};

static const struct parameter exchange_certificate[] = {
    {"Thumbprint", .type = TYPE_TEXT, .flags = IDENTITY | KEY | REQUIRED},
    {"Subject", .type = TYPE_TEXT},
    {"Services", .type = TYPE_TEXT},
    {"CertificateFile", .type = TYPE_TEXT},
    {"PrivateKeyFile", .type = TYPE_TEXT},
};

const struct noun trusts_nouns[] = {
    {"FederationTrust", .scopes = EXCHANGE, .verbs = ANY, PARAMETERS(federation_trust)},
    {"FederatedOrganizationIdentifier", .scopes = EXCHANGE, .verbs = GET | SET,
     PARAMETERS(federated_organization_identifier), .flags = SINGLE},
    {"AuthServer", .scopes = EXCHANGE, .verbs = ANY, PARAMETERS(auth_server)},
    {"PartnerApplication", .scopes = EXCHANGE, .verbs = ANY, PARAMETERS(partner_application)},
    {"User", .scopes = EXCHANGE, .verbs = GET, PARAMETERS(user)},
    {"ADUser", .scopes = EXCHANGE, .verbs = GET | NEW | REMOVE, PARAMETERS(user), .element = "User"},
    {"ManagementRoleAssignment", .scopes = EXCHANGE, .verbs = GET | NEW | REMOVE,
     PARAMETERS(management_role_assignment), .flags = MANY},
    {"AuthConfig", .scopes = EXCHANGE, .verbs = GET | SET, PARAMETERS(auth_config), .flags = SINGLE},
    {"ExchangeCertificate", .scopes = EXCHANGE, .verbs = ANY, PARAMETERS(exchange_certificate)},
    {0},
};
