/* SPDX-License-Identifier: MIT */
/* Nouns for an organization and whom it asks. */
#include "noun_lists.h"
#include "noun_rows.h"

TERMS(access_level, "access-level", {"None", NULL}, {"AvailabilityOnly", NULL}, {"LimitedDetails", NULL})
static const struct term access_policy_terms[] = {{"EnforceAllowList", NULL}, {"EnforceBlockList", NULL}};
const struct terms ews_access_policy = {"ews-access-policy", access_policy_terms, ARRAY_SIZE(access_policy_terms)};
TERMS(direction, "direction", {"on-premises", NULL}, {"cloud", NULL})
TERMS(access_method, "access-method", {"PerUserFB", NULL}, {"OrgWideFB", NULL}, {"OrgWideFBBasic", NULL},
      {"OrgWideFBToken", NULL}, {"InternalProxy", NULL}, {"PublicFolder", NULL})

/* The catalogue calls one relationship by the name that the wizard gives it and by the one that earlier wizards gave; in
 * the lab it answers to both. */
static const struct parameter organization_relationship[] = {
    {"Name", .type = TYPE_TEXT, .flags = IDENTITY | REQUIRED},
    {"FormerName", .type = TYPE_TEXT, .flags = ALIAS | HIDDEN | READ_ONLY},
    {"DomainNames", .type = TYPE_TEXT, .flags = LIST},
    {"FreeBusyAccessEnabled", .type = TYPE_FLAG},
    {"FreeBusyAccessLevel", .type = TYPE_CHOICE, .words = &access_level},
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
    {"AccessMethod", .type = TYPE_CHOICE, .words = &access_method},
    {"UserName", .type = TYPE_TEXT},
    {"Password", .type = TYPE_TEXT, .flags = SECRET},
    {"UseServiceAccount", .type = TYPE_FLAG},
    {"TargetAutodiscoverEpr", .type = TYPE_URL},
};

static const struct parameter organization_config[] = {
    {"Name", .type = TYPE_TEXT, .flags = IDENTITY | REQUIRED},
    {"Realm", .type = TYPE_TEXT},
    {"Direction", .type = TYPE_CHOICE, .words = &direction},
    {"ServerName", .type = TYPE_TEXT},
    {"EwsEnabled", .type = TYPE_FLAG},
    {"EwsAllowedAppIDs", .type = TYPE_TEXT, .flags = LIST,
     .says = "in Exchange Online: the applications that may use EWS"},
    {"EwsApplicationAccessPolicy", .type = TYPE_CHOICE, .words = &ews_access_policy},
    {"EwsAllowList", .type = TYPE_TEXT, .flags = LIST},
    {"EwsBlockList", .type = TYPE_TEXT, .flags = LIST},
};

static const struct parameter accepted_domain[] = {
    {"Name", .type = TYPE_TEXT, .flags = IDENTITY | REQUIRED},
    {"DomainName", .type = TYPE_TEXT, .flags = ALIAS | REQUIRED},
};

static const struct directive organization_config_directives[] = {
    {{"RetrieveEwsOperationAccessPolicy", .type = TYPE_SWITCH, .flags = IGNORED}, GET},
};

const struct noun relationships_nouns[] = {
    {"OrganizationRelationship",
     .says = "a partner that is asked by way of the federation gateway (DAUTH), and what he may see",
     .scopes = EXCHANGE, .verbs = ANY, PARAMETERS(organization_relationship)},
    {"IntraOrganizationConnector",
     .says = "a partner that is asked with OAuth; it goes before an organization relationship", .scopes = EXCHANGE,
     .verbs = ANY, PARAMETERS(intra_organization_connector)},
    {"IntraOrganizationConfiguration", .says = "what Exchange Online knows of the organization on premises",
     .scopes = EXCHANGE, .verbs = GET | SET, PARAMETERS(intra_organization_configuration), .flags = SINGLE},
    {"AvailabilityAddressSpace", .says = "a domain that is asked as another forest, or with a service account",
     .scopes = EXCHANGE, .verbs = ANY | ADD, PARAMETERS(availability_address_space)},
    {"OrganizationConfig", .says = "the organization itself: its realm, and who may use EWS", .scopes = EXCHANGE,
     .verbs = GET | SET, PARAMETERS(organization_config), .flags = SINGLE, DIRECTIVES(organization_config_directives)},
    {"AcceptedDomain", .says = "a domain whose mailboxes are here", .scopes = EXCHANGE, .verbs = ANY,
     PARAMETERS(accepted_domain)},
    {0},
};
