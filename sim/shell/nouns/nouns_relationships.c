/* SPDX-License-Identifier: MIT */
#include "noun_rows.h"

static const char *const access_level[] = {"None", "AvailabilityOnly", "LimitedDetails", NULL};
static const char *const access_policy[] = {"EnforceAllowList", "EnforceBlockList", NULL};
static const char *const direction[] = {"on-premises", "cloud", NULL};
static const char *const access_method[] = {
    "PerUserFB", "OrgWideFB", "OrgWideFBBasic", "OrgWideFBToken", "InternalProxy", "PublicFolder", NULL};

/* The catalogue calls one relationship by the name that the wizard gives it and by the one that earlier wizards gave; in
 * the lab it answers to both. */
static const struct parameter organization_relationship[] = {
    {"Name", .type = TYPE_TEXT, .flags = IDENTITY | REQUIRED},
    {"FormerName", .type = TYPE_TEXT, .flags = ALIAS | HIDDEN | READ_ONLY},
    {"DomainNames", .type = TYPE_TEXT, .flags = LIST},
    {"FreeBusyAccessEnabled", .type = TYPE_FLAG},
    {"FreeBusyAccessLevel", .type = TYPE_CHOICE, .words = access_level},
    {"TargetApplicationUri", .type = TYPE_TEXT},
    {"TargetAutodiscoverEpr", .type = TYPE_URL},
    {"TargetSharingEpr", .type = TYPE_URL},
    {"Enabled", .type = TYPE_FLAG, .initial = "true"},
};

static const struct parameter intra_organization_connector[] = {
    {"Name", .type = TYPE_TEXT, .flags = IDENTITY | REQUIRED},
    {"TargetAddressDomains", .type = TYPE_TEXT, .flags = LIST},
    {"DiscoveryEndpoint", .type = TYPE_URL},
    {"TargetSharingEpr", .type = TYPE_URL},
    {"Enabled", .type = TYPE_FLAG, .initial = "true"},
};

static const struct parameter intra_organization_configuration[] = {
    {"Name", .type = TYPE_TEXT, .flags = IDENTITY | REQUIRED},
    {"OnPremiseTargetAddresses", .type = TYPE_TEXT, .flags = LIST},
    {"OnPremiseDiscoveryEndpoint", .type = TYPE_URL},
    {"OnPremiseWebServiceEndpoint", .type = TYPE_URL},
};

static const struct parameter availability_address_space[] = {
    {"Name", .type = TYPE_TEXT, .flags = IDENTITY | REQUIRED},
    {"ForestName", .type = TYPE_TEXT, .flags = ALIAS | REQUIRED},
    {"AccessMethod", .type = TYPE_CHOICE, .words = access_method},
    {"UserName", .type = TYPE_TEXT},
    {"Password", .type = TYPE_TEXT},
    {"UseServiceAccount", .type = TYPE_FLAG},
    {"TargetAutodiscoverEpr", .type = TYPE_URL},
};

static const struct parameter organization_config[] = {
    {"Name", .type = TYPE_TEXT, .flags = IDENTITY | REQUIRED},
    {"Realm", .type = TYPE_TEXT},
    {"Direction", .type = TYPE_CHOICE, .words = direction},
    {"ServerName", .type = TYPE_TEXT},
    {"EwsApplicationAccessPolicy", .type = TYPE_CHOICE, .words = access_policy},
    {"EwsAllowList", .type = TYPE_TEXT, .flags = LIST},
    {"EwsBlockList", .type = TYPE_TEXT, .flags = LIST},
};

static const struct parameter accepted_domain[] = {
    {"Name", .type = TYPE_TEXT, .flags = IDENTITY | REQUIRED},
    {"DomainName", .type = TYPE_TEXT, .flags = ALIAS | REQUIRED},
};

const struct noun relationships_nouns[] = {
    {"OrganizationRelationship", .scopes = EXCHANGE, .verbs = ANY, PARAMETERS(organization_relationship)},
    {"IntraOrganizationConnector", .scopes = EXCHANGE, .verbs = ANY, PARAMETERS(intra_organization_connector)},
    {"IntraOrganizationConfiguration", .scopes = EXCHANGE, .verbs = GET | SET,
     PARAMETERS(intra_organization_configuration), .flags = SINGLE},
    {"AvailabilityAddressSpace", .scopes = EXCHANGE, .verbs = ANY | ADD, PARAMETERS(availability_address_space),
     .complete = complete_address_space},
    {"OrganizationConfig", .scopes = EXCHANGE, .verbs = GET | SET, PARAMETERS(organization_config), .flags = SINGLE},
    {"AcceptedDomain", .scopes = EXCHANGE, .verbs = ANY, PARAMETERS(accepted_domain)},
    {0},
};
