/* SPDX-License-Identifier: MIT */
#include "noun_rows.h"

static const char *const user_state[] = {"Enabled", "Disabled", NULL};

static const struct parameter msol_user[] = {
    {"UserPrincipalName", .type = TYPE_TEXT, .flags = IDENTITY | KEY | REQUIRED},
    {"ProxyAddresses", .type = TYPE_PROXY_ADDRESS, .flags = LIST},
    {"ImmutableId", .type = TYPE_TEXT},
    {"State", .type = TYPE_CHOICE, .words = user_state, .initial = "Enabled"},
    {"PasswordMismatch", .type = TYPE_FLAG},
    {"ForceChangePassword", .type = TYPE_FLAG},
    {"PasswordExpired", .type = TYPE_FLAG},
    {"Provisioned", .type = TYPE_FLAG, .initial = "true"},
    {"PasswordNeverExpires", .type = TYPE_FLAG},
};

static const struct parameter msol_service_principal_credential[] = {
    {"ServicePrincipalName", .type = TYPE_TEXT, .flags = IDENTITY | KEY | REQUIRED},
    {"Realm", .type = TYPE_TEXT},
    {"KeyId", .type = TYPE_TEXT, .flags = KEY | REQUIRED},
    {"Value", .type = TYPE_TEXT, .flags = LIST},
};

static const struct parameter msol_application[] = {
    {"ApplicationUri", .type = TYPE_TEXT, .flags = IDENTITY | KEY | REQUIRED},
    {"Domains", .type = TYPE_TEXT, .flags = LIST},
    {"Certificate", .type = TYPE_TEXT},
};

static const struct parameter msol_company[] = {
    {"Name", .type = TYPE_TEXT, .flags = IDENTITY | KEY | REQUIRED},
    {"SigningKey", .type = TYPE_TEXT},
    {"Certificate", .type = TYPE_TEXT, .flags = LIST},
    {"LifetimeMinutes", .type = TYPE_NUMBER},
};

const struct noun identities_nouns[] = {
    {"MsolUser", .scopes = {"msol"}, .verbs = ANY, PARAMETERS(msol_user)},
    {"MsolServicePrincipalCredential", .scopes = {"msol"}, .verbs = ANY, PARAMETERS(msol_service_principal_credential),
     .flags = MANY},
    {"MsolApplication", .scopes = {"msol"}, .verbs = ANY, PARAMETERS(msol_application)},
    {"MsolCompany", .scopes = {"msol"}, .verbs = ANY, PARAMETERS(msol_company)},
    {0},
};
