/* SPDX-License-Identifier: MIT */
/* Metadata of the federation gateway read, certificates of the trust staged and published. */
#include "federation_trust.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "services.h"
#include "shell/nouns/objects.h"
#include "vocabulary/places.h"
#include "xml/xml.h"

#include <string.h>

#define ISSUER "TokenIssuerCertificate"
#define ISSUER_NEXT "TokenIssuerNextCertificate"

/* Every certificate of TokenSigningKeyInfo. */
static struct word_list keys_of(const xmlNode *metadata)
{
    struct word_list keys = {0};

    for (const xmlNode *key = xml_first(xml_below(metadata, "Federation")); key; key = xml_next(key, NULL)) {
        char *text = xml_is(key, NULL, "TokenSigningKeyInfo") ? xml_text(xml_below(key, "X509Certificate")) : NULL;
        if (text && *text)
            word_list_add(&keys, text);
        else
            free(text);
    }
    return keys;
}

/* NULL: error says why. The caller frees it. */
static xmlDoc *fetch(const struct command *command, const char *url, struct error *error)
{
    const struct shell_services *services = services_of(command, error);
    struct error reason = {""};
    CLEANUP(cleanup_string)
    char *text = services ? services->fetch(services->context, command->at, url, &reason) : NULL;
    xmlDoc *document = text ? xml_parse(text, strlen(text), "metadata", &reason) : NULL;

    if (services && !document)
        error_set(error,
                  "Unable to access the Federation Metadata document from the federation partner. Detailed "
                  "information: \"%s\".",
                  reason.text);
    return document;
}

static void write_all(xmlNode *object, const struct noun *noun, const char *property, const struct word_list *texts)
{
    property_write(object, noun, property, NULL);
    for (size_t i = 0; i < texts->count; i++)
        property_add(object, noun, noun_parameter(noun, property), texts->items[i]);
}

static struct word_list read_all(const xmlNode *object, const char *property)
{
    struct word_list texts = {0};

    for (const xmlNode *value = property_first(object, property); value; value = property_next(value))
        word_list_add(&texts, text_copy(property_text(value)));
    return texts;
}

/* Where the gateway says that it issues tokens. */
static void take_address(xmlNode *trust, const struct noun *noun, const xmlNode *metadata)
{
    CLEANUP(cleanup_string) char *address = xml_text(xml_find(metadata, "Federation/TokenIssuerEndpoint/Address"));

    if (address && *address)
        property_write(trust, noun, "TokenIssuerEpr", address);
}

bool refresh_federation_metadata(xmlNode *object, const struct command *command, const struct value *value,
                                 struct error *error)
{
    CLEANUP(xml_free) xmlDoc *metadata = fetch(command, property_read(object, "TokenIssuerMetadataEpr"), error);
    CLEANUP(word_list_clear) struct word_list next = {0}, published = {0};

    (void)value;
    if (!metadata)
        return false;
    published = keys_of(xmlDocGetRootElement(metadata));
    if (published.count == 0)
        return error_set(error, "The Federation Metadata document holds no certificate.");
    next = read_all(object, ISSUER_NEXT);
    if (next.count > 0)
        write_all(object, command->noun, ISSUER, &next);
    write_all(object, command->noun, ISSUER_NEXT, &published);
    take_address(object, command->noun, xmlDocGetRootElement(metadata));
    return true;
}

bool stage_federation_certificate(xmlNode *object, const struct command *command, const struct value *value,
                                  struct error *error)
{
    const char *thumbprint = value->items.count > 0 ? value->items.items[0] : "";
    const xmlNode *certificate =
        scope_object(object->parent, noun_find("ExchangeCertificate"), "Thumbprint", thumbprint);

    if (!certificate)
        return error_set(error,
                         "The certificate with thumbprint '%s' isn't installed; Get-ExchangeCertificate shows "
                         "those that are.",
                         thumbprint);
    property_write(object, command->noun, "OrgNextCertificate", property_read(certificate, "Thumbprint"));
    return true;
}

bool link_federation_trust(xmlNode *object, const struct command *command, const struct value *value,
                           struct error *error)
{
    const char *name = value->items.count > 0 ? value->items.items[0] : "";

    if (!scope_object(object->parent, noun_find("FederationTrust"), "Name", name))
        return error_set(
            error, "The federation trust '%s' couldn't be found; Get-FederationTrust shows those that are.", name);
    property_write(object, command->noun, "DelegationTrustLink", name);
    return true;
}

static void roll_over(xmlNode *trust, const struct noun *noun)
{
    CLEANUP(cleanup_string) char *current = text_copy(property_read(trust, "OrgCertificate"));
    CLEANUP(cleanup_string) char *next = text_copy(property_read(trust, "OrgNextCertificate"));

    if (!*next)
        return;
    property_write(trust, noun, "OrgPrevCertificate", *current ? current : NULL);
    property_write(trust, noun, "OrgCertificate", next);
    property_write(trust, noun, "OrgNextCertificate", NULL);
}

bool publish_federation_certificate(xmlNode *object, const struct command *command, const struct value *value,
                                    struct error *error)
{
    const struct noun *applications = noun_find("MsolApplication");
    const xmlNode *certificate;
    xmlNode *application;

    (void)value;
    roll_over(object, command->noun);
    certificate = scope_object(object->parent, noun_find("ExchangeCertificate"), "Thumbprint",
                               property_read(object, "OrgCertificate"));
    application = scope_object(scope_find(object->doc, SCOPE_MSOL), applications, "ApplicationUri",
                               property_read(object, "ApplicationUri"));
    if (!certificate || !application)
        return error_set(error,
                         "The certificate of the federation trust cannot be published: it is not installed, or the "
                         "gateway does not know the organization.");
    property_write(application, applications, "Certificate", property_read(certificate, "RawData"));
    return true;
}

/* What the business instance of the gateway is to every organisation. */
static void describe_gateway(xmlNode *trust, const struct noun *noun)
{
    static const char *const known[][2] = {
        {"ApplicationIdentifier", "260563"},
        {"TokenIssuerUri", "urn:federation:MicrosoftOnline"},
        {"TokenIssuerEpr", "https://login.microsoftonline.com/extSTS.srf"},
        {"TokenIssuerMetadataEpr",
         "https://nexus.microsoftonline-p.com/federationmetadata/2006-12/federationmetadata.xml"},
    };

    for (size_t i = 0; i < ARRAY_SIZE(known); i++)
        if (!*property_read(trust, known[i][0]))
            property_write(trust, noun, known[i][0], known[i][1]);
}

/* The namespace of the organisation is what the gateway knows it by; it now belongs to this trust. */
static void join_organization(xmlNode *trust, const struct noun *noun)
{
    const struct noun *identifiers = noun_find("FederatedOrganizationIdentifier");
    xmlNode *identifier = scope_object(trust->parent, identifiers, NULL, NULL);
    CLEANUP(cleanup_string) char *namespace = text_copy(property_read(identifier, "AccountNamespace"));

    if (!identifier)
        return;
    if (!*property_read(trust, "ApplicationUri") && *namespace)
        property_write(trust, noun, "ApplicationUri", namespace);
    if (!scope_object(trust->parent, noun, "Name", property_read(identifier, "DelegationTrustLink")))
        property_write(identifier, identifiers, "DelegationTrustLink", property_read(trust, "Name"));
}

/* A new trust believes at once what the gateway publishes. */
static bool take_issuer_certificates(xmlNode *object, const struct command *command)
{
    CLEANUP(word_list_clear) struct word_list published = read_all(object, ISSUER_NEXT);

    write_all(object, command->noun, ISSUER, &published);
    property_write(object, command->noun, ISSUER_NEXT, NULL);
    return true;
}

bool make_federation_trust(xmlNode *object, const struct command *command, struct error *error)
{
    if (!*property_read(object, "OrgNextCertificate"))
        return true;
    describe_gateway(object, command->noun);
    join_organization(object, command->noun);
    return refresh_federation_metadata(object, command, NULL, error) && take_issuer_certificates(object, command) &&
           publish_federation_certificate(object, command, NULL, error);
}
