/* SPDX-License-Identifier: MIT */
/* Members with their types. */
#include "recorded_objects.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "directory_names.h"
#include "objects.h"
#include "properties.h"
#include "typed_values.h"
#include "xml/xml.h"

#include <string.h>

/* The certificates of a trust are kept by their thumbprints; the value is what lies in the store of the servers. */
static const char *certificate_of(const xmlNode *object, const char *text)
{
    const xmlNode *const certificate =
        scope_object(object->parent, noun_find("ExchangeCertificate"), "Thumbprint", text);

    return certificate ? property_read(certificate, "RawData") : text;
}

/* "SMTP:" belongs to the value, whether the document has it or not. */
static char *complete_text(const char *type, const xmlNode *object, const char *text)
{
    if (strcmp(type, "X509Certificate2") == 0)
        return text_copy(certificate_of(object, text));
    if (strcmp(type, "ProxyAddress") == 0 && !strchr(text, ':'))
        return text_format("SMTP:%s", text);
    return text_copy(text);
}

static json_t *value_of(const struct shown_property *property, const xmlNode *object, const char *text)
{
    CLEANUP(cleanup_string) char *complete = complete_text(property->type, object, text);

    return typed_value(property->type, complete, directory_is_online(object));
}

/* Lists in Exchange and single values in the document, and the other way round. */
static const struct other_shape {
    const char *noun, *property;
    bool list;
} other_shapes[] = {
    {"MailboxFolderPermission", "AccessRights", true},
    {"MsolServicePrincipalCredential", "Value", false},
};

static bool is_list(const struct shown_property *property)
{
    for (size_t i = 0; i < ARRAY_SIZE(other_shapes); i++)
        if (strcmp(other_shapes[i].noun, property->noun->name) == 0 &&
            strcmp(other_shapes[i].property, property->name) == 0)
            return other_shapes[i].list;
    return property->list;
}

/* None at all is $null. */
static json_t *value_to_json(const struct shown_property *property, const xmlNode *object)
{
    struct word_list values = {0};
    const bool list = is_list(property);
    json_t *json = list ? json_array() : json_null();

    property_values(property, object, &values);
    for (size_t i = 0; list && i < values.count; i++)
        json_array_append_new(json, value_of(property, object, values.items[i]));
    if (!list && values.count > 0)
        json = value_of(property, object, values.items[0]);
    word_list_clear(&values);
    return json;
}

/* Who it is says the directory, and not its printed name alone. */
static void complete_identity(json_t *members, const char *name)
{
    json_t *const parts = json_object_get(json_object_get(members, name), "members");

    if (parts && json_object_get(members, "DistinguishedName")) {
        json_object_set(parts, "DistinguishedName",
                        json_object_get(json_object_get(members, "DistinguishedName"), "text"));
        json_object_set(parts, "ObjectGuid", json_object_get(json_object_get(members, "Guid"), "text"));
    }
}

void record_object(struct recording *recording, const struct noun *noun, const xmlNode *object)
{
    json_t *members = json_object();
    struct shown_property property;

    for (size_t i = 0; property_at(noun, object, i, &property); i++)
        json_object_set_new(members, property.name, value_to_json(&property, object));
    complete_identity(members, "Identity");
    complete_identity(members, "Id");
    recording_add(recording, noun->name, property_read(object, noun_piped(noun)->name), members);
}

/* Of what actions give: all else is a string. A list has a line for each value. */
static const struct result_type {
    const char *noun, *name, *type; /* noun NULL: of any */
    bool list;
} result_types[] = {
    {"FederationInformation", "TargetApplicationUri", "Uri", false},
    {"FederationInformation", "TargetAutodiscoverEpr", "Uri", false},
    {"FederationInformation", "DomainNames", "SmtpDomain", true},
    {"FederationInformation", "TokenIssuerUris", "Uri", true},
    {"FederationTrustCertificate", "Site", "ADObjectId", false},
    {"FederationTrustCertificate", "State", "Enum", false},
    {"FederationTrust", "Type", "Enum", false},
    {"OAuthConnectivity", "ResultType", "ResultType", false},
    {"OAuthConnectivity", "Detail", "LocalizedString", false},
    {"OAuthConnectivity", "Task", "LocalizedString", false},
    {"User", "RecipientType", "Enum", false},
    {"User", "RecipientTypeDetails", "Enum", false},
    {"User", "UserAccountControl", "Enum", false},
    {"User", "AccountDisabled", "Boolean", false},
    {"User", "WindowsEmailAddress", "SmtpAddress", false},
    {NULL, "Identity", "ADObjectId", false},
    {NULL, "IsValid", "Boolean", false},
};

static const struct result_type *find_type(const char *noun, const char *name)
{
    static const struct result_type text = {NULL, NULL, "String", false};

    for (size_t i = 0; i < ARRAY_SIZE(result_types); i++)
        if (strcmp(result_types[i].name, name) == 0 &&
            (!result_types[i].noun || strcmp(result_types[i].noun, noun) == 0))
            return &result_types[i];
    return &text;
}

static json_t *lines_to_json(const char *type, const char *text, bool online)
{
    json_t *list = json_array();

    while (*text) {
        const size_t length = strcspn(text, "\n");
        CLEANUP(cleanup_string) char *line = text_copy_part(text, length);
        json_array_append_new(list, typed_value(type, line, online));
        text += length + (text[length] == '\n');
    }
    return list;
}

void record_result(struct recording *recording, const char *noun, const struct result_row *rows, size_t count,
                   bool online)
{
    json_t *members = json_object();

    for (size_t i = 0; i < count; i++) {
        const struct result_type *const type = find_type(noun, rows[i].name);
        const char *const text = rows[i].text ? rows[i].text : "";
        json_object_set_new(members, rows[i].name,
                            type->list ? lines_to_json(type->type, text, online)
                                       : typed_value(type->type, text, online));
    }
    recording_add(recording, noun, NULL, members);
}
