/* SPDX-License-Identifier: MIT */
/* The table of placeholders, and how one is found in a text. */
#include "placeholders.h"

#include "base/cleanup.h"

#include <string.h>

static const struct placeholder placeholders[] = {
    {"requester", "<Asking User's Address>", "the address of the user who asks"},
    {"requester-domain", "<Asking User's Domain>", "the domain of that address"},
    {"requester-name", "<Asking User>", "what stands before the @ of that address"},
    {"requester-upn", "<Asking User's UPN>", "the user principal name of that user, from the asker's own directory"},
    {"initial-domain", "<Tenant>.onmicrosoft.com", "the initial domain of the tenant, from its routing domain"},
    {"own-realm", "<Tenant ID>", "the realm of the asking organization, from its own settings"},
    {"target", "<Target User's Address>", "the address that was looked up"},
    {"target-domain", "<Target User's Domain>", "the domain of that address"},
    {"routing-domain", "<Tenant>.mail.onmicrosoft.com",
     "the routing domain of the tenant, from the asker's own settings"},
    {"asked-address", "<Target User's Routing Address>", "the address the other side was asked for"},
    {"asking-address", "<Asking User's Address>", "the address under which the look-up went out"},
    {"asked-domain", "<Target User's Routing Domain>", "the domain of the address the other side was asked for"},
    {"asking-domain", "<Asking User's Domain>", "the domain of the address under which the look-up went out"},
    {"asking-side", "<Asking Organization>", "on-premises or Exchange Online, from the direction"},
    {"asked-side", "<Asked Organization>", "on-premises or Exchange Online, from the direction"},
    {"asking-party", "<Asking Organization>", "for commands of a lab: its name there"},
    {"asked-party", "<Asked Organization>", "for commands of a lab: its name there"},
    {"asked-host", "<Host That Was Asked>", "the host at which the look-up ended"},
    {"asked-ip", "<IP Address of the Host>", "the address behind that name, where a connection was tried"},
    {"asked-url", "<URL That Was Asked>", "the URL at which the look-up ended"},
    {"asked-ews-url", "<%s EWS URL>", "where EWS was asked, or what the asker's own settings or the text name"},
    {"asked-autodiscover-url", "<%s Autodiscover URL>", "the same for Autodiscover"},
    {"asked-server", "<Exchange Server>", "the server that answered, by its header X-FEServer; or a check"},
    {"own-server", "<Exchange Server>", "a server of the asking organization, from its own settings or the text"},
    {"connector", "<Intra-Organization Connector>", "the asking organization's connector"},
    {"relationship", "<Organization Relationship>", "the asking organization's relationship"},
    {"address-space", "<Availability Address Space>", "the asking organization's address space"},
    {"proper-discovery-endpoint", "<Autodiscover Endpoint of the Other Side>",
     "the Autodiscover endpoint that the other side publishes, from the direction"},
    {"discovery-endpoint", "<Autodiscover Endpoint of the Connector>", "DiscoveryEndpoint of the connector"},
    {"autodiscover-epr", "<Autodiscover Endpoint of the Relationship>", "TargetAutodiscoverEpr of the relationship"},
    {"sharing-epr", "<TargetSharingEpr>", "TargetSharingEpr of what the look-up went by"},
    {"application-uri", "<Application URI>", "TargetApplicationUri of the relationship"},
    {"account-namespace", "<Account Namespace>", "of the asking organization's federated identifier"},
    {"federation-trust", "<Federation Trust>", "the asking organization's federation trust"},
    {"auth-server", "<Auth Server>", "the asking organization's authorization server"},
    {"auth-thumbprint", "<Thumbprint>", "CurrentCertificateThumbprint of the asking organization's AuthConfig"},
    {"thumbprint", "<Thumbprint>", "a certificate that the text or a check names"},
    {"asking-app", "<App ID>", "the application that the asking organization got its token as"},
    {"diagnostics", "<x-ms-diagnostics>", "what the refusing server said in x-ms-diagnostics"},
};

const struct placeholder *placeholder_find(const char *name, size_t length)
{
    for (size_t i = 0; i < ARRAY_SIZE(placeholders); i++)
        if (strlen(placeholders[i].name) == length && memcmp(placeholders[i].name, name, length) == 0)
            return &placeholders[i];
    return NULL;
}

const char *placeholder_next(const char *text, const char **name, size_t *length)
{
    for (const char *brace = text; (brace = strchr(brace, '{')); brace++) {
        *name = brace + 1;
        *length = strspn(*name, "abcdefghijklmnopqrstuvwxyz-");
        if (*length > 0 && (*name)[*length] == '}' && (brace == text || brace[-1] != '\\'))
            return brace;
    }
    return NULL;
}

void placeholders_page_write(FILE *output)
{
    fputs(
        "# Placeholders\n\n"
        "What `{NAME}` in a `<command>`, a `<check>` or a `<remedy>` becomes, and what stands there while nobody knows "
        "it; `%s` is\n"
        "the side it is of. Written from the table of `client/documents/scenario`, not by hand.\n\n"
        "| name | while it is not known | what it is |\n|---|---|---|\n",
        output);
    for (size_t i = 0; i < ARRAY_SIZE(placeholders); i++)
        fprintf(output, "| `{%s}` | `%s` | %s |\n", placeholders[i].name, placeholders[i].label, placeholders[i].from);
}
