/* SPDX-License-Identifier: MIT */
/* Get-ADObject: recipients as objects of the directory, found by a search filter. */
#include "action_rows.h"
#include "vocabulary/noun_rows.h"

#include "base/text.h"
#include "command.h"
#include "recipients.h"
#include "shell/language/ldap_filter.h"
#include "shell/nouns/directory_names.h"
#include "shell/nouns/format.h"
#include "shell/nouns/objects.h"
#include "xml/xml.h"

#include <stdio.h>
#include <string.h>

/* Attributes of the directory, and the properties that Exchange keeps in them, with what stands before the text there. */
static const struct attribute {
    const char *name, *property, *prefix;
} attributes[] = {
    {"cn", "Name", ""},
    {"name", "Name", ""},
    {"displayName", "Name", ""},
    {"mailNickname", "Alias", ""},
    {"sAMAccountName", "Alias", ""},
    {"mail", "PrimarySmtpAddress", ""},
    {"userPrincipalName", "UserPrincipalName", ""},
    {"proxyAddresses", "EmailAddresses", ""},
    {"proxyAddresses", "SipAddress", "sip:"},
    {"msRTCSIP-PrimaryUserAddress", "SipAddress", "sip:"},
    {"targetAddress", "ExternalEmailAddress", "SMTP:"},
    {"targetAddress", "RemoteRoutingAddress", "SMTP:"},
};

static bool matches(void *context, const char *name, const char *pattern)
{
    const xmlNode *object = context;

    if (text_equal(name, "objectClass"))
        return text_matches(recipient_kind(object)->object_class, pattern);
    for (size_t i = 0; i < ARRAY_SIZE(attributes); i++)
        for (const xmlNode *value =
                 text_equal(attributes[i].name, name) ? property_first(object, attributes[i].property) : NULL;
             value; value = property_next(value)) {
            CLEANUP(cleanup_string)
            char *text = text_format("%s%s", attributes[i].prefix, property_text(value));
            if (*property_text(value) && text_matches(text, pattern))
                return true;
        }
    return false;
}

static void show_object(const struct command *command, const xmlNode *object, FILE *output)
{
    CLEANUP(cleanup_string) char *path = directory_distinguished_name(noun_find((const char *)object->name), object);
    const struct result_row rows[] = {
        {"DistinguishedName", path},
        {"Name", property_read(object, "Name")},
        {"ObjectClass", recipient_kind(object)->object_class},
        {"UserPrincipalName", property_read(object, "UserPrincipalName")},
    };

    format_result(command->format, output, rows, ARRAY_SIZE(rows));
}

static bool show(const xmlDoc *document, const struct command *command, FILE *output, struct error *error)
{
    const char *filter = command_text(command, "LDAPFilter");
    bool fits;

    for (xmlNode *object = xml_first(scope_find(document, command->at)); object; object = xml_next(object, NULL)) {
        if (!recipient_kind(object))
            continue;
        if (!ldap_filter_fits(filter, matches, object, &fits, error))
            return false;
        if (fits && output)
            show_object(command, object, output);
    }
    return true;
}

/* One domain is the whole forest. */
static bool show_domain(const xmlDoc *document, const struct command *command, FILE *output, struct error *error)
{
    const xmlNode *const first = xml_child(scope_find(document, command->at), "AcceptedDomain");
    const char *const domain = property_read(first, "DomainName");
    CLEANUP(cleanup_string) char *path = directory_domain_path(domain);
    CLEANUP(cleanup_string) char *short_name = text_format("%.*s", (int)strcspn(domain, "."), domain);
    const struct result_row rows[] = {
        {"Name", short_name},
        {"DNSRoot", domain},
        {"Forest", domain},
        {"NetBIOSName", short_name},
        {"RootDomain", domain},
        {"Domains", domain},
        {"DistinguishedName", path + 1},
        {"DomainMode", "Windows2016Domain"},
    };

    (void)error;
    if (first && output)
        format_result(command->format, output, rows, ARRAY_SIZE(rows));
    return true;
}

static const struct parameter directory_server[] = {
    {"Server", .type = TYPE_TEXT, .flags = IDENTITY | IGNORED},
};

const struct cmdlet_action action_get_ad_domain = {
    {"Get", RUN, .show = show_domain},
    {"ADDomain", .says = "the domain of the servers on premises", .scopes = AT(ONPREM), .verbs = RUN,
     PARAMETERS(directory_server)},
};

const struct cmdlet_action action_get_ad_forest = {
    {"Get", RUN, .show = show_domain},
    {"ADForest", .says = "the forest of the servers on premises", .scopes = AT(ONPREM), .verbs = RUN,
     PARAMETERS(directory_server)},
};

static const struct parameter ad_object[] = {
    {"LDAPFilter", .type = TYPE_TEXT, .flags = REQUIRED, .says = "(attribute=value), perhaps several in (|...)"},
    {"Properties", .type = TYPE_TEXT, .flags = LIST | IGNORED},
};

const struct cmdlet_action action_get_ad_object = {
    {"Get", RUN, .show = show},
    {"ADObject", .says = "a recipient as an object of the directory on premises", .scopes = AT(ONPREM), .verbs = RUN,
     PARAMETERS(ad_object)},
};
