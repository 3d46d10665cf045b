/* SPDX-License-Identifier: MIT */
/* Nouns for the dedicated app of an organization: as which application its servers ask, and what the cloud lets it do. */
#include "noun_lists.h"
#include "noun_rows.h"

/* Microsoft's parameters are called Component and Section, the properties as here; beginnings of names will do. */
static const struct parameter setting_override[] = {
    {"Name", .type = TYPE_TEXT, .flags = IDENTITY | REQUIRED},
    {"ComponentName", .type = TYPE_TEXT, .flags = REQUIRED},
    {"SectionName", .type = TYPE_TEXT, .flags = REQUIRED},
    {"Parameters", .type = TYPE_TEXT, .flags = LIST},
    {"Server", .type = TYPE_TEXT, .flags = LIST},
    {"Reason", .type = TYPE_TEXT},
};

static const struct parameter service_principal[] = {
    {"AppId", .type = TYPE_TEXT, .flags = IDENTITY | KEY | REQUIRED},
    {"DisplayName", .type = TYPE_TEXT, .flags = ALIAS},
    {"AccountEnabled", .type = TYPE_FLAG, .initial = "true"},
};

static const struct directive service_principal_directives[] = {
    {{"ServicePrincipalId", .type = TYPE_TEXT, .flags = KEY, .says = "the AppId"}, GET | UPDATE | REMOVE},
    {{"KeyCredentials", .type = TYPE_TEXT, .says = "a certificate (Base64) that it may sign with from now on"},
     UPDATE | NEW},
    {{"ServicePrincipalNames", .type = TYPE_TEXT, .flags = LIST, .says = "the names that it is asked for by"}, UPDATE},
};

/* -Property chooses what Graph sends; the lab shows all of it. */
static const struct directive application_directives[] = {
    {{"Property", .type = TYPE_TEXT, .flags = LIST | IGNORED}, GET},
};

/* What an administrator has consented to: a role of a resource, given to an application. */
static const struct parameter role_assignment[] = {
    {"ServicePrincipalId", .type = TYPE_TEXT, .flags = IDENTITY | KEY | REQUIRED,
     .says = "the AppId of the application"},
    {"AppRoleId", .type = TYPE_TEXT, .flags = KEY | REQUIRED, .says = "the id of the role, or its name"},
    {"ResourceId", .type = TYPE_TEXT, .says = "the AppId of the resource"},
};

/* RAOP: which mailboxes an application may open. */
TERMS(policy_right, "policy-right", {"RestrictAccess", "members of the group alone"},
      {"DenyAccess", "everybody but members of the group"})

static const struct parameter application_access_policy[] = {
    {"AppId", .type = TYPE_TEXT, .flags = IDENTITY | KEY | REQUIRED},
    {"PolicyScopeGroupId", .type = TYPE_ADDRESS, .flags = KEY | REQUIRED | RECIPIENT, .says = "a group"},
    {"AccessRight", .type = TYPE_CHOICE, .words = &policy_right, .flags = REQUIRED},
    {"Description", .type = TYPE_TEXT},
};

/* Microsoft's side of the cloud, which nobody else can change. */
static const struct parameter lab_cloud_service[] = {
    {"Name", .type = TYPE_TEXT, .flags = IDENTITY | REQUIRED | READ_ONLY},
    {"SharedPrincipalBlocked", .type = TYPE_FLAG,
     .says = "refuses EWS to the shared principal (since 31 October 2025)"},
    {"AppListEnforced", .type = TYPE_FLAG, .says = "EWS only for EwsAllowedAppIDs (since October 2026)"},
    {"OldModulesRetired", .type = TYPE_FLAG, .says = "MSOnline and AzureAD PowerShell have successors (since 2025)"},
};

const struct noun application_nouns[] = {
    {"SettingOverride", .says = "a setting of the servers that is other than it was shipped", .scopes = EXCHANGE,
     .verbs = ANY, PARAMETERS(setting_override)},
    {"MgServicePrincipal", .says = "an application as the tenant knows it", .scopes = AT(MSOL),
     .verbs = GET | NEW | UPDATE | REMOVE, PARAMETERS(service_principal), DIRECTIVES(service_principal_directives)},
    {"MgApplication", .says = "the same applications, as the tenant that made them keeps them", .scopes = AT(MSOL),
     .verbs = GET, PARAMETERS(service_principal), DIRECTIVES(application_directives), .element = "MgServicePrincipal"},
    {"MgApplicationByAppId", .says = "one of them, by its AppId", .scopes = AT(MSOL), .verbs = GET,
     PARAMETERS(service_principal), DIRECTIVES(application_directives), .element = "MgServicePrincipal"},
    {"MgServicePrincipalAppRoleAssignment", .says = "a permission of an application that an administrator consented to",
     .scopes = AT(MSOL), .verbs = ANY, PARAMETERS(role_assignment), .flags = MANY},
    {"ApplicationAccessPolicy", .says = "which mailboxes an application may open by Microsoft Graph",
     .scopes = EXCHANGE, .verbs = GET | NEW | REMOVE, PARAMETERS(application_access_policy), .flags = MANY},
    {"LabCloudService", .says = "what Microsoft has switched over in Exchange Online", .scopes = EXCHANGE,
     .verbs = GET | SET, PARAMETERS(lab_cloud_service), .flags = SINGLE},
    {0},
};
