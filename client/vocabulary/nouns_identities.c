/* SPDX-License-Identifier: MIT */
/* Nouns for the directory of the tenant: users, applications and token services. */
#include "noun_lists.h"
#include "noun_rows.h"

TERMS(user_state, "user-state", {"Enabled", NULL}, {"Disabled", NULL})

/* One object, which several cmdlets change: of MSOnline, which find it by its name and have a task each, and of Azure AD
 * PowerShell, which can also give it another. */
#define USER(flag)                                                                                                     \
    {"UserPrincipalName", .type = TYPE_TEXT, .flags = IDENTITY | REQUIRED | (flag)},                                   \
        {"ProxyAddresses", .type = TYPE_PROXY_ADDRESS, .flags = LIST}, {"ImmutableId", .type = TYPE_TEXT},             \
        {"State", .type = TYPE_CHOICE, .words = &user_state, .initial = "Enabled"},                                    \
        {"PasswordMismatch", .type = TYPE_FLAG}, {"ForceChangePassword", .type = TYPE_FLAG},                           \
        {"PasswordExpired", .type = TYPE_FLAG}, {"Provisioned", .type = TYPE_FLAG, .initial = "true"},                 \
        {"PasswordNeverExpires", .type = TYPE_FLAG},                                                                   \
    {                                                                                                                  \
        "MemberNameMissing", .type = TYPE_FLAG                                                                         \
    }

static const struct parameter msol_user[] = {USER(KEY)};
static const struct parameter azure_ad_user[] = {USER(0)};

static const struct directive azure_ad_user_directives[] = {
    {{"ObjectId", .type = TYPE_TEXT, .flags = KEY, .says = "the UserPrincipalName"}, GET | SET},
    {{"PasswordPolicies", .type = TYPE_TEXT, .says = "None or DisablePasswordExpiration"}, SET},
};

static const struct directive mg_user_directives[] = {
    {{"UserId", .type = TYPE_TEXT, .flags = KEY, .says = "the UserPrincipalName"}, GET | UPDATE},
    {{"PasswordPolicies", .type = TYPE_TEXT, .says = "None or DisablePasswordExpiration"}, UPDATE},
};

static const struct directive name_directives[] = {
    {{"NewUserPrincipalName", .type = TYPE_TEXT}, SET},
};

static const struct directive password_directives[] = {
    {{"NewPassword", .type = TYPE_TEXT}, SET},
};

/* AD FS of a federated domain: which claims its rules give for a user. A domain that is not listed is managed. */
static const struct parameter lab_federation_service[] = {
    {"Domain", .type = TYPE_TEXT, .flags = IDENTITY | KEY | REQUIRED},
    {"IssuedClaims", .type = TYPE_TEXT, .flags = LIST},
    {"EndpointEnabled", .type = TYPE_FLAG, .initial = "true", .says = "does it answer?"},
};

static const struct parameter msol_service_principal_credential[] = {
    {"ServicePrincipalName", .type = TYPE_TEXT, .flags = IDENTITY | KEY | REQUIRED},
    {"Realm", .type = TYPE_TEXT},
    {"KeyId", .type = TYPE_TEXT, .flags = KEY | REQUIRED},
    {"StartDate", .type = TYPE_TEXT},
    {"EndDate", .type = TYPE_TEXT},
    {"Value", .type = TYPE_TEXT, .flags = LIST},
};

static const struct parameter msol_service_principal[] = {
    {"AppPrincipalId", .type = TYPE_TEXT, .flags = IDENTITY | KEY | REQUIRED},
    {"ObjectId", .type = TYPE_TEXT, .flags = ALIAS | KEY},
    {"DisplayName", .type = TYPE_TEXT},
    {"AccountEnabled", .type = TYPE_FLAG, .initial = "true"},
    {"ServicePrincipalNames", .type = TYPE_TEXT, .flags = ALIAS | LIST},
};

static const struct directive service_principal_directives[] = {
    {{"ServicePrincipalName", .type = TYPE_TEXT, .flags = KEY, .says = "any of its names"}, GET},
};

/* There is no other type and usage of a key that a token service verifies signatures with. */
static const struct directive credential_directives[] = {
    {{"ObjectId", .type = TYPE_TEXT, .flags = KEY, .says = "of the service principal"}, GET},
    {{"AppPrincipalId", .type = TYPE_TEXT, .flags = KEY, .says = "of the service principal"}, GET},
    {{"Type", .type = TYPE_TEXT, .flags = IGNORED}, NEW},
    {{"Usage", .type = TYPE_TEXT, .flags = IGNORED}, NEW},
};

static const struct parameter msol_application[] = {
    {"ApplicationUri", .type = TYPE_TEXT, .flags = IDENTITY | KEY | REQUIRED},
    {"Domains", .type = TYPE_TEXT, .flags = LIST},
    {"Certificate", .type = TYPE_TEXT},
};

static const struct parameter msol_company[] = {
    {"Name", .type = TYPE_TEXT, .flags = IDENTITY | KEY | REQUIRED},
    {"SigningKey", .type = TYPE_TEXT},
    {"Certificate", .type = TYPE_TEXT, .flags = LIST | HIDDEN},
    {"LifetimeMinutes", .type = TYPE_NUMBER},
};

static const struct directive token_service_directives[] = {
    {{"RolloverKey", .type = TYPE_SWITCH, .says = "signs with a new key, published beside the old one"}, SET},
};

const struct noun identities_nouns[] = {
    {"MsolUser", .says = "a user as the directory of the tenant keeps him, behind the federation gateway",
     .scopes = AT(MSOL), .verbs = ANY, PARAMETERS(msol_user)},
    {"AzureADUser", .says = "the same users, as Azure AD PowerShell names them", .scopes = AT(MSOL), .verbs = GET | SET,
     PARAMETERS(azure_ad_user), .element = "MsolUser", DIRECTIVES(azure_ad_user_directives)},
    {"MgUser", .says = "the same users, as Microsoft Graph PowerShell names them", .scopes = AT(MSOL),
     .verbs = GET | UPDATE, PARAMETERS(azure_ad_user), .element = "MsolUser", DIRECTIVES(mg_user_directives)},
    {"MsolUserPrincipalName", .says = "gives a user another UserPrincipalName", .scopes = AT(MSOL), .verbs = SET,
     PARAMETERS(msol_user), .element = "MsolUser", DIRECTIVES(name_directives)},
    {"MsolUserPassword", .says = "gives a user another password", .scopes = AT(MSOL), .verbs = SET,
     PARAMETERS(msol_user), .element = "MsolUser", DIRECTIVES(password_directives)},
    {"LabFederationService",
     .says =
         "AD FS of a federated domain: which claims its rules give for a user; a domain that is not listed is managed",
     .scopes = AT(MSOL), .verbs = ANY, PARAMETERS(lab_federation_service)},
    {"MsolServicePrincipalCredential", .says = "a certificate that the token service accepts signatures of",
     .scopes = AT(MSOL), .verbs = ANY, PARAMETERS(msol_service_principal_credential), .flags = MANY,
     DIRECTIVES(credential_directives)},
    {"MsolServicePrincipal",
     .says = "the account of an application in the tenant, and the names that it is asked for by", .scopes = AT(MSOL),
     .verbs = ANY, PARAMETERS(msol_service_principal), DIRECTIVES(service_principal_directives)},
    {"MsolApplication",
     .says = "an organization as the federation gateway knows it: its application URI, domains and certificate",
     .scopes = AT(MSOL), .verbs = ANY, PARAMETERS(msol_application)},
    {"MsolCompany", .says = "a token service of Microsoft: its signing key, and the certificates that it publishes",
     .scopes = AT(MSOL), .verbs = ANY, PARAMETERS(msol_company)},
    {"LabTokenService", .says = "the same services, whose key can be rolled over", .scopes = AT(MSOL),
     .verbs = GET | SET, PARAMETERS(msol_company), .element = "MsolCompany", DIRECTIVES(token_service_directives)},
    {0},
};
