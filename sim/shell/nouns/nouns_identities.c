/* SPDX-License-Identifier: MIT */
#include "noun_rows.h"
#include "shell/cmdlets/auth_server.h"
#include "shell/cmdlets/exchange_certificates.h"
#include "shell/cmdlets/identities.h"

static const char *const user_state[] = {"Enabled", "Disabled", NULL};

/* One object, which several cmdlets change: of MSOnline, which find it by its name and have a task each, and of Azure AD
 * PowerShell, which can also give it another. */
#define USER(flag)                                                                                                     \
    {"UserPrincipalName", .type = TYPE_TEXT, .flags = IDENTITY | REQUIRED | (flag)},                                   \
        {"ProxyAddresses", .type = TYPE_PROXY_ADDRESS, .flags = LIST}, {"ImmutableId", .type = TYPE_TEXT},             \
        {"State", .type = TYPE_CHOICE, .words = user_state, .initial = "Enabled"},                                     \
        {"PasswordMismatch", .type = TYPE_FLAG}, {"ForceChangePassword", .type = TYPE_FLAG},                           \
        {"PasswordExpired", .type = TYPE_FLAG}, {"Provisioned", .type = TYPE_FLAG, .initial = "true"},                 \
        {"PasswordNeverExpires", .type = TYPE_FLAG},                                                                   \
    {                                                                                                                  \
        "MemberNameMissing", .type = TYPE_FLAG                                                                         \
    }

static const struct parameter msol_user[] = {USER(KEY)};
static const struct parameter azure_ad_user[] = {USER(0)};

static const struct directive azure_ad_user_directives[] = {
    {{"ObjectId", .type = TYPE_TEXT, .flags = KEY}, GET | SET, NULL, .chooses = is_user},
    {{"PasswordPolicies", .type = TYPE_TEXT}, SET, .apply = set_password_policies},
};

static const struct directive name_directives[] = {
    {{"NewUserPrincipalName", .type = TYPE_TEXT}, SET, .apply = rename_user},
};

static const struct directive password_directives[] = {
    {{"NewPassword", .type = TYPE_TEXT}, SET, .apply = reset_password},
};

/* AD FS of a federated domain: which claims its rules give for a user. A domain that is not listed is managed. */
static const struct parameter lab_federation_service[] = {
    {"Domain", .type = TYPE_TEXT, .flags = IDENTITY | KEY | REQUIRED},
    {"IssuedClaims", .type = TYPE_TEXT, .flags = LIST},
    {"EndpointEnabled", .type = TYPE_FLAG, .initial = "true"},
};

static const struct parameter msol_service_principal_credential[] = {
    {"ServicePrincipalName", .type = TYPE_TEXT, .flags = IDENTITY | KEY | REQUIRED},
    {"Realm", .type = TYPE_TEXT},
    {"KeyId", .type = TYPE_TEXT, .flags = KEY | REQUIRED},
    {"StartDate", .type = TYPE_TEXT},
    {"EndDate", .type = TYPE_TEXT},
    {"Value", .type = TYPE_TEXT, .flags = LIST},
};

/* There is no other type and usage of a key that a token service verifies signatures with. */
static const struct directive credential_directives[] = {
    {{"Type", .type = TYPE_TEXT}, NEW, NULL, NULL},
    {{"Usage", .type = TYPE_TEXT}, NEW, NULL, NULL},
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
    {{"RolloverKey", .type = TYPE_SWITCH}, SET, .apply = roll_over_key},
};

const struct noun identities_nouns[] = {
    {"MsolUser", .scopes = {"msol"}, .verbs = ANY, PARAMETERS(msol_user)},
    {"AzureADUser", .scopes = {"msol"}, .verbs = GET | SET, PARAMETERS(azure_ad_user), .element = "MsolUser",
     .complete = complete_user, DIRECTIVES(azure_ad_user_directives)},
    {"MsolUserPrincipalName", .scopes = {"msol"}, .verbs = SET, PARAMETERS(msol_user), .element = "MsolUser",
     DIRECTIVES(name_directives)},
    {"MsolUserPassword", .scopes = {"msol"}, .verbs = SET, PARAMETERS(msol_user), .element = "MsolUser",
     DIRECTIVES(password_directives)},
    {"LabFederationService", .scopes = {"msol"}, .verbs = ANY, PARAMETERS(lab_federation_service)},
    {"MsolServicePrincipalCredential", .scopes = {"msol"}, .verbs = ANY, PARAMETERS(msol_service_principal_credential),
     .flags = MANY, DIRECTIVES(credential_directives), .make = make_credential},
    {"MsolApplication", .scopes = {"msol"}, .verbs = ANY, PARAMETERS(msol_application)},
    {"MsolCompany", .scopes = {"msol"}, .verbs = ANY, PARAMETERS(msol_company)},
    {"LabTokenService", .scopes = {"msol"}, .verbs = GET | SET, PARAMETERS(msol_company), .element = "MsolCompany",
     DIRECTIVES(token_service_directives)},
    {0},
};
