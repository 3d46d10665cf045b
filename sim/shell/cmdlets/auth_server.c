/* SPDX-License-Identifier: MIT */
/* Metadata of token services read, keys rolled over. */
#include "auth_server.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "exchange_certificates.h"
#include "services.h"
#include "shell/nouns/objects.h"
#include "vocabulary/exchange_names.h"
#include "vocabulary/places.h"
#include "xml/xml.h"

#include <jansson.h>
#include <string.h>

enum { PUBLISHED_KEYS = 2 };

static void replace_all(xmlNode *object, const struct noun *noun, const char *property, const struct word_list *texts)
{
    property_write(object, noun, property, NULL);
    for (size_t i = 0; i < texts->count; i++)
        property_add(object, noun, noun_parameter(noun, property), texts->items[i]);
}

static struct word_list keys_of(const json_t *metadata)
{
    struct word_list keys = {0};
    size_t index;
    json_t *key;

    json_array_foreach(json_object_get(metadata, "keys"), index, key)
    {
        const char *value = json_string_value(json_object_get(json_object_get(key, "keyvalue"), "value"));
        if (value && *value && text_equal(json_string_value(json_object_get(key, "usage")), "signing"))
            word_list_add(&keys, text_copy(value));
    }
    return keys;
}

static const char *issuing_endpoint(const json_t *metadata)
{
    size_t index;
    json_t *endpoint;

    json_array_foreach(
        json_object_get(metadata, "endpoints"), index,
        endpoint) if (text_equal(json_string_value(json_object_get(endpoint, "usage")),
                                 "issuance")) return json_string_value(json_object_get(endpoint, "location"));
    return NULL;
}

/* "issuer": "<application>@<realm>" */
static void take_issuer(xmlNode *object, const struct noun *noun, const char *issuer)
{
    const char *at = strchr(issuer, '@');
    CLEANUP(cleanup_string) char *application = text_format("%.*s", (int)strcspn(issuer, "@"), issuer);

    property_write(object, noun, "IssuerIdentifier", application);
    if (at && at[1])
        property_write(object, noun, "Realm", at + 1);
}

static bool take_metadata(xmlNode *object, const struct noun *noun, const json_t *metadata)
{
    const char *issuer = json_string_value(json_object_get(metadata, "issuer"));
    const char *endpoint = issuing_endpoint(metadata);
    struct word_list keys = keys_of(metadata);
    const bool usable = issuer && *issuer != '@' && keys.count > 0;

    if (usable) {
        take_issuer(object, noun, issuer);
        replace_all(object, noun, "CertificateStrings", &keys);
    }
    if (usable && text_starts(endpoint, "https://"))
        property_write(object, noun, "TokenIssuingEndpoint", endpoint);
    word_list_clear(&keys);
    return usable;
}

static bool refuse_document(const char *url, const char *reason, struct error *error)
{
    return error_set(error, "Cannot acquire auth metadata document from '%s'. Error: %s", url, reason);
}

static bool read_metadata(xmlNode *object, const struct command *command, struct error *error)
{
    const struct shell_services *services = services_of(command, error);
    const char *url = property_read(object, "AuthMetadataUrl");
    struct error reason = {""};
    CLEANUP(cleanup_string) char *text = NULL;
    json_t *metadata;
    bool usable;

    if (!services)
        return false;
    if (!*url)
        return error_set(error, "The authorization server '%s' has no AuthMetadataUrl; give it one first.",
                         property_read(object, "Name"));
    text = services->fetch(services->context, command->at, url, &reason);
    if (!text)
        return refuse_document(url, reason.text, error);
    metadata = json_loads(text, 0, NULL);
    usable = take_metadata(object, command->noun, metadata);
    json_decref(metadata);
    return usable || refuse_document(url, "it holds no issuer with a signing key.", error);
}

bool refresh_metadata(xmlNode *object, const struct command *command, const struct value *value, struct error *error)
{
    (void)value;
    return read_metadata(object, command, error);
}

bool make_auth_server(xmlNode *object, const struct command *command, struct error *error)
{
    const bool complete = *property_read(object, "IssuerIdentifier") || !*property_read(object, "AuthMetadataUrl");

    return complete || read_metadata(object, command, error);
}

/* Where Exchange Online keeps the keys of each service. */
static const struct cache {
    const char *company, *noun, *property;
} caches[] = {
    {"token-service", "AuthServer", "CertificateStrings"},
    {"federation-gateway", "FederationTrust", "TokenIssuerCertificate"},
};

static bool is_of_service(const xmlNode *object, const struct cache *cache)
{
    return !text_equal(cache->noun, "AuthServer") ||
           text_equal(property_read(object, "IssuerIdentifier"), APP_TOKEN_SERVICE);
}

static void follow(const xmlNode *company, const struct word_list *keys)
{
    const xmlNode *cloud = scope_find(company->doc, SCOPE_EXO);

    for (size_t i = 0; i < ARRAY_SIZE(caches); i++) {
        const struct noun *noun = noun_find(caches[i].noun);
        if (!text_equal(caches[i].company, property_read(company, "Name")))
            continue;
        for (xmlNode *object = xml_child(cloud, caches[i].noun); object; object = xml_next(object, caches[i].noun))
            if (is_of_service(object, &caches[i]))
                replace_all(object, noun, caches[i].property, keys);
    }
}

bool roll_over_key(xmlNode *object, const struct command *command, const struct value *value, struct error *error)
{
    CLEANUP(shell_certificate_clear) struct shell_certificate certificate = {0};
    struct word_list keys = {0};

    (void)value;
    if (!mint_certificate(object, command, property_read(object, "Name"), &certificate, error))
        return false;
    word_list_add(&keys, text_copy(certificate.base64));
    for (const xmlNode *old = property_first(object, "Certificate"); old && keys.count < PUBLISHED_KEYS;
         old = property_next(old))
        word_list_add(&keys, text_copy(property_text(old)));
    property_write(object, command->noun, "SigningKey", certificate.key_name);
    replace_all(object, command->noun, "Certificate", &keys);
    follow(object, &keys);
    word_list_clear(&keys);
    return true;
}

bool is_auth_server(const xmlNode *object, const char *name)
{
    static const char *const names[] = {"ACS", "WindowsAzureACS"};

    for (size_t i = 0; i < ARRAY_SIZE(names); i++)
        if (text_equal(name, names[i]))
            return text_equal(property_read(object, "Type"), "MicrosoftACS");
    return text_equal(name, property_read(object, "IssuerIdentifier"));
}
