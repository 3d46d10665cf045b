/* SPDX-License-Identifier: MIT */
/* Of servers and their virtual directories. */
#include "base/cleanup.h"
#include "base/text.h"
#include "derived.h"
#include "directory_names.h"
#include "objects.h"

#include <ctype.h>
#include <string.h>

/* What -AuthenticationMethods says where the flag is on, in the order of Exchange. */
static const struct method {
    const char *flag, *name;
} methods[] = {
    {"BasicAuthentication", "Basic"},
    {"WindowsAuthentication", "Ntlm"},
    {"WindowsAuthentication", "WindowsIntegrated"},
    {"WSSecurityAuthentication", "WSSecurity"},
    {"OAuthAuthentication", "OAuth"},
};

static void derive_methods(const struct derivation *derivation, struct word_list *values)
{
    for (size_t i = 0; i < ARRAY_SIZE(methods); i++)
        if (text_equal(property_read(derivation->object, methods[i].flag), "true"))
            word_list_add(values, text_copy(methods[i].name));
}

/* "EX01\\EWS (Default Web Site)": what stands behind the server. */
static void derive_directory_name(const struct derivation *derivation, struct word_list *values)
{
    const char *const identity = property_read(derivation->object, "Identity"), *const back = strchr(identity, '\\');

    word_list_add(values, text_copy(back ? back + 1 : identity));
}

/* "IIS://ex01.contoso.com/W3SVC/1/ROOT/EWS" */
static void derive_metabase_path(const struct derivation *derivation, struct word_list *values)
{
    const bool back_end = strstr(property_read(derivation->object, "Identity"), "Back End");
    CLEANUP(cleanup_string) char *server = text_copy(property_read(derivation->object, "Server"));

    for (char *next = server; *next; next++)
        *next = (char)tolower((unsigned char)*next);
    word_list_add(values, text_format("IIS://%s.%s/W3SVC/%d/ROOT/%s", server, directory_forest(derivation->object),
                                      back_end ? 2 : 1, derivation->row->argument));
}

static void derive_fqdn(const struct derivation *derivation, struct word_list *values)
{
    char *const fqdn =
        text_format("%s.%s", property_read(derivation->object, "Name"), directory_forest(derivation->object));

    for (char *next = fqdn; *next; next++)
        *next = (char)tolower((unsigned char)*next);
    word_list_add(values, fqdn);
}

static void derive_site(const struct derivation *derivation, struct word_list *values)
{
    word_list_add(values, directory_site(directory_forest(derivation->object)));
}

#define VIRTUAL_DIRECTORY(noun, path)                                                                                  \
    {noun, "Name", DERIVED("String", derive_directory_name, NULL)},                                                    \
        {noun, "InternalAuthenticationMethods", DERIVED("Enum", derive_methods, NULL), .list = true},                  \
        {noun, "ExternalAuthenticationMethods", DERIVED("Enum", derive_methods, NULL), .list = true},                  \
        {noun, "LiveIdNegotiateAuthentication", NOTHING("Boolean")},                                                   \
        {noun, "LiveIdBasicAuthentication", NOTHING("Boolean")},                                                       \
        {noun, "DigestAuthentication", CONSTANT("Boolean", "false")},                                                  \
        {noun, "AdfsAuthentication", CONSTANT("Boolean", "false")},                                                    \
    {                                                                                                                  \
        noun, "MetabasePath", DERIVED("String", derive_metabase_path, path)                                            \
    }

const struct derived_property derived_servers[] = {
    VIRTUAL_DIRECTORY("WebServicesVirtualDirectory", "EWS"),
    {"WebServicesVirtualDirectory", "CertificateAuthentication", NOTHING("Boolean")},
    {"WebServicesVirtualDirectory", "InternalNLBBypassUrl", NOTHING("Uri")},
    {"WebServicesVirtualDirectory", "MRSProxyEnabled", CONSTANT("Boolean", "false")},
    {"WebServicesVirtualDirectory", "GzipLevel", CONSTANT("Enum", "Low")},
    VIRTUAL_DIRECTORY("AutodiscoverVirtualDirectory", "Autodiscover"),
    {"MapiVirtualDirectory", "Name", DERIVED("String", derive_directory_name, NULL)},
    {"MapiVirtualDirectory", "InternalAuthenticationMethods", COPY("Enum", "IISAuthenticationMethods"), .list = true},
    {"OABVirtualDirectory", "Name", DERIVED("String", derive_directory_name, NULL)},
    {"ExchangeServer", "Fqdn", DERIVED("String", derive_fqdn, NULL)},
    {"ExchangeServer", "ServerRole", CONSTANT("Enum", "Mailbox")},
    {"ExchangeServer", "IsMailboxServer", CONSTANT("Boolean", "true")},
    {"ExchangeServer", "IsClientAccessServer", CONSTANT("Boolean", "true")},
    {"ExchangeServer", "IsHubTransportServer", CONSTANT("Boolean", "true")},
    {"ExchangeServer", "IsEdgeServer", CONSTANT("Boolean", "false")},
    {"ExchangeServer", "IsE15OrLater", CONSTANT("Boolean", "true")},
    {"ExchangeServer", "Edition", CONSTANT("Enum", "Enterprise")},
    {"ExchangeServer", "Site", DERIVED("ADObjectId", derive_site, NULL)},
    {"ClientAccessService", "Fqdn", DERIVED("String", derive_fqdn, NULL)},
    {"ClientAccessServer", "Fqdn", DERIVED("String", derive_fqdn, NULL)},
    {0},
};
