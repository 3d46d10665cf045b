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
    {"TargetOwaURL", .type = TYPE_URL},
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

static const struct directive intra_organization_configuration_directives[] = {
    {{"OrganizationGuid", .type = TYPE_TEXT, .says = "of the organization on premises"}, GET},
};

static const struct parameter availability_address_space[] = {
    {"Name", .type = TYPE_TEXT, .flags = IDENTITY | REQUIRED},
    {"ForestName", .type = TYPE_TEXT, .flags = ALIAS | REQUIRED},
    {"AccessMethod", .type = TYPE_CHOICE, .words = &access_method},
    {"UserName", .type = TYPE_TEXT},
    {"Password", .type = TYPE_TEXT, .flags = SECRET},
    {"UseServiceAccount", .type = TYPE_FLAG},
    {"ProxyUrl", .type = TYPE_URL},
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

static const struct parameter sharing_policy[] = {
    {"Name", .type = TYPE_TEXT, .flags = IDENTITY | REQUIRED},
    {"Domains", .type = TYPE_TEXT, .flags = LIST, .says = "domain:what it may see"},
    {"Enabled", .type = TYPE_FLAG, .initial = "true"},
    {"Default", .type = TYPE_FLAG, .initial = "false"},
};

static const struct parameter availability_config[] = {
    {"Name", .type = TYPE_TEXT, .flags = IDENTITY | REQUIRED},
    {"PerUserAccount", .type = TYPE_TEXT},
    {"OrgWideAccount", .type = TYPE_TEXT},
};

/* What the wizard was told, and has kept. */
static const struct parameter hybrid_configuration[] = {
    {"Identity", .type = TYPE_TEXT, .flags = IDENTITY | REQUIRED},
    {"ClientAccessServers", .type = TYPE_TEXT, .flags = LIST},
    {"EdgeTransportServers", .type = TYPE_TEXT, .flags = LIST},
    {"ReceivingTransportServers", .type = TYPE_TEXT, .flags = LIST},
    {"SendingTransportServers", .type = TYPE_TEXT, .flags = LIST},
    {"OnPremisesSmartHost", .type = TYPE_TEXT},
    {"Domains", .type = TYPE_TEXT, .flags = LIST},
    {"Features", .type = TYPE_TEXT, .flags = LIST},
    {"TlsCertificateName", .type = TYPE_TEXT},
    {"ServiceInstance", .type = TYPE_NUMBER},
};

static const struct parameter on_premises_organization[] = {
    {"Name", .type = TYPE_TEXT, .flags = IDENTITY | REQUIRED},
    {"OrganizationGuid", .type = TYPE_TEXT, .flags = ALIAS},
    {"HybridDomains", .type = TYPE_TEXT, .flags = LIST},
    {"InboundConnector", .type = TYPE_TEXT},
    {"OutboundConnector", .type = TYPE_TEXT},
    {"OrganizationRelationship", .type = TYPE_TEXT},
    {"OrganizationName", .type = TYPE_TEXT},
};

/* The lab carries no mail: connectors are what the wizard has left. */
static const struct parameter send_connector[] = {
    {"Name", .type = TYPE_TEXT, .flags = IDENTITY | REQUIRED},
    {"AddressSpaces", .type = TYPE_TEXT, .flags = LIST},
    {"SmartHosts", .type = TYPE_TEXT, .flags = LIST},
    {"TlsDomain", .type = TYPE_TEXT},
    {"TlsCertificateName", .type = TYPE_TEXT},
    {"RequireTLS", .type = TYPE_FLAG},
    {"CloudServicesMailEnabled", .type = TYPE_FLAG},
    {"Enabled", .type = TYPE_FLAG, .initial = "true"},
};

static const struct parameter receive_connector[] = {
    {"Name", .type = TYPE_TEXT, .flags = IDENTITY | REQUIRED},
    {"Bindings", .type = TYPE_TEXT, .flags = LIST},
    {"Fqdn", .type = TYPE_TEXT},
    {"TlsDomainCapabilities", .type = TYPE_TEXT, .flags = LIST},
    {"Enabled", .type = TYPE_FLAG, .initial = "true"},
};

static const struct parameter cloud_connector[] = {
    {"Name", .type = TYPE_TEXT, .flags = IDENTITY | REQUIRED},
    {"ConnectorType", .type = TYPE_TEXT, .initial = "OnPremises"},
    {"SenderDomains", .type = TYPE_TEXT, .flags = LIST},
    {"RecipientDomains", .type = TYPE_TEXT, .flags = LIST},
    {"SmartHosts", .type = TYPE_TEXT, .flags = LIST},
    {"TlsSenderCertificateName", .type = TYPE_TEXT},
    {"TlsDomain", .type = TYPE_TEXT},
    {"CloudServicesMailEnabled", .type = TYPE_FLAG},
    {"Enabled", .type = TYPE_FLAG, .initial = "true"},
};

static const struct parameter migration_endpoint[] = {
    {"Identity", .type = TYPE_TEXT, .flags = IDENTITY | REQUIRED},
    {"EndpointType", .type = TYPE_TEXT, .initial = "ExchangeRemoteMove"},
    {"RemoteServer", .type = TYPE_TEXT},
};

static const struct parameter ad_server_settings[] = {
    {"RecipientViewRoot", .type = TYPE_TEXT, .flags = IDENTITY},
    {"ViewEntireForest", .type = TYPE_FLAG},
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
     .scopes = EXCHANGE, .verbs = GET | SET, PARAMETERS(intra_organization_configuration), .flags = SINGLE,
     DIRECTIVES(intra_organization_configuration_directives)},
    {"AvailabilityAddressSpace", .says = "a domain that is asked as another forest, or with a service account",
     .scopes = EXCHANGE, .verbs = ANY | ADD, PARAMETERS(availability_address_space)},
    {"OrganizationConfig", .says = "the organization itself: its realm, and who may use EWS", .scopes = EXCHANGE,
     .verbs = GET | SET, PARAMETERS(organization_config), .flags = SINGLE, DIRECTIVES(organization_config_directives)},
    {"AcceptedDomain", .says = "a domain whose mailboxes are here", .scopes = EXCHANGE, .verbs = ANY,
     PARAMETERS(accepted_domain)},
    {"SharingPolicy", .says = "what people may share with whom", .scopes = EXCHANGE, .verbs = ANY,
     PARAMETERS(sharing_policy)},
    {"AvailabilityConfig", .says = "as whom other forests may ask", .scopes = AT(ONPREM), .verbs = GET | SET,
     PARAMETERS(availability_config), .flags = SINGLE},
    {"HybridConfiguration", .says = "what the wizard was told", .scopes = AT(ONPREM), .verbs = GET | SET,
     PARAMETERS(hybrid_configuration), .flags = SINGLE},
    {"OnPremisesOrganization", .says = "the organization on premises, as the wizard has registered it in the tenant",
     .scopes = AT(EXO), .verbs = ANY, PARAMETERS(on_premises_organization)},
    {"SendConnector", .says = "where mail goes", .scopes = AT(ONPREM), .verbs = ANY, PARAMETERS(send_connector)},
    {"ReceiveConnector", .says = "where mail comes in", .scopes = AT(ONPREM), .verbs = ANY,
     PARAMETERS(receive_connector)},
    {"InboundConnector", .says = "where mail of the premises comes in", .scopes = AT(EXO), .verbs = ANY,
     PARAMETERS(cloud_connector)},
    {"OutboundConnector", .says = "where mail goes to the premises", .scopes = AT(EXO), .verbs = ANY,
     PARAMETERS(cloud_connector)},
    {"MigrationEndpoint", .says = "where mailboxes are moved from", .scopes = AT(EXO), .verbs = ANY,
     PARAMETERS(migration_endpoint)},
    {"ADServerSettings", .says = "how far the management shell looks", .scopes = AT(ONPREM), .verbs = GET | SET,
     PARAMETERS(ad_server_settings), .flags = SINGLE},
    {0},
};
