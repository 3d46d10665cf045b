/* SPDX-License-Identifier: MIT */
/* Where the directory keeps objects, a row a noun. */
#include "directory_names.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "objects.h"
#include "vocabulary/places.h"
#include "xml/xml.h"

#include <inttypes.h>
#include <string.h>

#define ORGANIZATION ",CN=%s,CN=Microsoft Exchange,CN=Services,CN=Configuration"
#define SERVERS ",CN=Servers,CN=Exchange Administrative Group (FYDIBOHF23SPDLT),CN=Administrative Groups"

/* NULL: among the users of the domain. */
static const struct home {
    const char *noun, *container;
} homes[] = {
    {"Mailbox", NULL},
    {"CASMailbox", NULL},
    {"RemoteMailbox", NULL},
    {"MailUser", NULL},
    {"MailContact", NULL},
    {"DistributionGroup", NULL},
    {"Recipient", NULL},
    {"OrganizationRelationship", ",CN=Federation"},
    {"FederationTrust", ",CN=Federation Trusts"},
    {"FederatedOrganizationIdentifier", ",CN=Federation"},
    {"SharingPolicy", ",CN=Federation"},
    {"IntraOrganizationConnector", ",CN=Intra Organization Connectors"},
    {"IntraOrganizationConfiguration", ",CN=Intra Organization Connectors"},
    {"AvailabilityAddressSpace", ",CN=Availability Configuration"},
    {"AvailabilityConfig", ""},
    {"AuthServer", ",CN=Auth Servers,CN=Auth Configuration"},
    {"PartnerApplication", ",CN=Partner Applications,CN=Auth Configuration"},
    {"AuthConfig", ""},
    {"OrganizationConfig", ""},
    {"AcceptedDomain", ",CN=Accepted Domains,CN=Transport Settings"},
    {"ManagementRoleAssignment", ",CN=Role Assignments,CN=RBAC"},
    {"ExchangeServer", SERVERS},
    {"ClientAccessService", SERVERS},
    {"ClientAccessServer", SERVERS},
    {"WebServicesVirtualDirectory", ",CN=HTTP,CN=Protocols,CN=EX01" SERVERS},
    {"AutodiscoverVirtualDirectory", ",CN=HTTP,CN=Protocols,CN=EX01" SERVERS},
    {"MapiVirtualDirectory", ",CN=HTTP,CN=Protocols,CN=EX01" SERVERS},
    {"OABVirtualDirectory", ",CN=HTTP,CN=Protocols,CN=EX01" SERVERS},
    {"HybridConfiguration", ",CN=Hybrid Configuration"},
    {"SettingOverride", ",CN=Setting Overrides,CN=Global Settings"},
    {"SendConnector", ",CN=Connections"},
    {"ReceiveConnector", ",CN=SMTP Receive Connectors,CN=Protocols,CN=EX01" SERVERS},
    {"InboundConnector", ",CN=Transport Settings"},
    {"OutboundConnector", ",CN=Transport Settings"},
    {"MigrationEndpoint", ",CN=Migration"},
    {"OnPremisesOrganization", ",CN=On-Premises Organizations"},
};

static const struct home *find(const struct noun *noun)
{
    for (size_t i = 0; i < ARRAY_SIZE(homes); i++)
        if (strcmp(homes[i].noun, noun->name) == 0)
            return &homes[i];
    return NULL;
}

bool directory_holds(const struct noun *noun)
{
    return find(noun);
}

bool directory_is_online(const xmlNode *object)
{
    return xml_is(object->parent, NULL, SCOPE_EXO) || xml_is(object->parent, NULL, SCOPE_MESH);
}

const char *directory_forest(const xmlNode *object)
{
    return property_read(xml_child(object->parent, "AcceptedDomain"), "DomainName");
}

char *directory_site(const char *forest)
{
    return text_format("%s/Configuration/Sites/Default-First-Site-Name", forest);
}

/* "EX01\\EWS (Default Web Site)" is "EWS (Default Web Site)". */
static const char *name_of(const struct noun *noun, const xmlNode *object)
{
    const char *const name = property_read(object, noun_identity(noun)->name), *const back = strrchr(name, '\\');

    return back ? back + 1 : name;
}

char *directory_domain_path(const char *domain)
{
    char *text = NULL;
    size_t length;
    FILE *output = text_stream(&text, &length);

    while (*domain) {
        const size_t label = strcspn(domain, ".");
        fprintf(output, ",DC=%.*s", (int)label, domain);
        domain += label + (domain[label] == '.');
    }
    text_stream_close(output);
    return text;
}

char *directory_distinguished_name(const struct noun *noun, const xmlNode *object)
{
    const struct home *const home = find(noun);
    const char *const organization = property_read(xml_child(object->parent, "OrganizationConfig"), "Name");
    CLEANUP(cleanup_string) char *domain = directory_domain_path(directory_forest(object));
    const char *const name = name_of(noun, object);

    if (!home || !home->container)
        return text_format("CN=%s,CN=Users%s", name, domain);
    return text_format("CN=%s%s" ORGANIZATION "%s", name, home->container, organization, domain);
}

char *directory_identity(const struct noun *noun, const xmlNode *object)
{
    const struct home *const home = find(noun);
    const char *const name = property_read(object, noun_identity(noun)->name);

    if (!home || home->container || directory_is_online(object))
        return text_copy(name);
    return text_format("%s/Users/%s", directory_forest(object), name);
}

bool directory_knows(const struct noun *noun, const xmlNode *object, const char *name)
{
    CLEANUP(cleanup_string) char *distinguished = NULL, *canonical = NULL, *guid = NULL;

    if (!find(noun) || !strpbrk(name, "=/-"))
        return false;
    distinguished = directory_distinguished_name(noun, object);
    canonical = directory_identity(noun, object);
    guid = directory_guid(noun, object, "");
    return text_equal(name, distinguished) || text_equal(name, canonical) || text_equal(name, guid);
}

/* FNV-1a, 64 bits. */
static uint64_t hash(uint64_t start, const char *text)
{
    for (; *text; text++)
        start = (start ^ (unsigned char)*text) * UINT64_C(1099511628211);
    return (start ^ '\\') * UINT64_C(1099511628211);
}

char *directory_guid(const struct noun *noun, const xmlNode *object, const char *purpose)
{
    const char *const parts[] = {object->parent ? (const char *)object->parent->name : "", noun_element(noun),
                                 property_read(object, noun_identity(noun)->name), purpose};
    uint64_t low = UINT64_C(14695981039346656037), high = low + 1;

    for (size_t i = 0; i < ARRAY_SIZE(parts); i++) {
        low = hash(low, parts[i]);
        high = hash(high, parts[i]);
    }
    return text_format("%08" PRIx64 "-%04" PRIx64 "-4%03" PRIx64 "-a%03" PRIx64 "-%012" PRIx64, high >> 32,
                       (high >> 16) & 0xffff, high & 0xfff, low >> 52, low & UINT64_C(0xffffffffffff));
}
