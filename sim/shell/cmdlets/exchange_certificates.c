/* SPDX-License-Identifier: MIT */
/* New-, Export-ExchangeCertificate and New-MsolServicePrincipalCredential. */
#include "exchange_certificates.h"

#include "action_rows.h"
#include "base/cleanup.h"
#include "base/text.h"
#include "organization/organization.h"
#include "shell/nouns/objects.h"
#include "vocabulary/exchange_names.h"
#include "vocabulary/noun_rows.h"
#include "vocabulary/places.h"
#include "xml/xml.h"

#define DEFAULT_SUBJECT "CN=Microsoft Exchange"

bool take_subject(xmlNode *object, const struct command *command, const struct value *value, struct error *error)
{
    (void)error;
    property_write(object, command->noun, "Subject", value->items.items[0]);
    return true;
}

bool take_domains(xmlNode *object, const struct command *command, const struct value *value, struct error *error)
{
    (void)error;
    property_assign(object, command->noun, noun_parameter(command->noun, "CertificateDomains"), value);
    return true;
}

bool has_domain(const xmlNode *object, const struct value *value)
{
    for (const xmlNode *domain = property_first(object, "CertificateDomains"); domain; domain = property_next(domain))
        if (value->items.count > 0 && text_equal(property_text(domain), value->items.items[0]))
            return true;
    return false;
}

static void describe(xmlNode *object, const struct noun *noun, const struct shell_certificate *certificate)
{
    const struct {
        const char *property, *text;
    } rows[] = {
        {"Thumbprint", certificate->thumbprint},
        {"NotBefore", certificate->not_before},
        {"NotAfter", certificate->not_after},
        {"RawData", certificate->base64},
        {"CertificateFile", certificate->certificate_file},
        {"PrivateKeyFile", certificate->key_file},
    };

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        property_write(object, noun, rows[i].property, rows[i].text);
}

bool mint_certificate(const xmlNode *object, const struct command *command, const char *subject,
                      struct shell_certificate *certificate, struct error *error)
{
    const struct shell_services *services = services_of(command, error);
    const int64_t age = -document_clock_offset(object->doc, command->at);

    return services && services->mint(services->context, subject, age, certificate, error);
}

bool make_exchange_certificate(xmlNode *object, const struct command *command, struct error *error)
{
    CLEANUP(shell_certificate_clear) struct shell_certificate certificate = {0};

    if (!*property_read(object, "Subject"))
        property_write(object, command->noun, "Subject", DEFAULT_SUBJECT);
    if (*property_read(object, "Thumbprint"))
        return true;
    if (!mint_certificate(object, command, property_read(object, "Subject"), &certificate, error))
        return false;
    describe(object, command->noun, &certificate);
    return true;
}

static bool export(xmlDoc *document, const struct command *command, struct error *error)
{
    const struct noun *certificates = noun_find("ExchangeCertificate"), *files = noun_find("LabFile");
    const char *thumbprint = command_text(command, "Thumbprint"), *name = command_text(command, "FileName");
    const xmlNode *certificate =
        scope_object(scope_find(document, command->at), certificates, "Thumbprint", thumbprint);
    xmlNode *lab = scope_find(document, SCOPE_LAB), *file = scope_object(lab, files, "Name", name);

    if (!certificate || !*property_read(certificate, "RawData"))
        return error_set(error, "The certificate with thumbprint %s was not found.", thumbprint);
    if (!file)
        file = scope_add(lab, files);
    property_write(file, files, "Name", name);
    property_write(file, files, "Content", property_read(certificate, "RawData"));
    return true;
}

/* The realm of the tenant, as its Exchange Online knows it. */
static const char *tenant_realm(const xmlDoc *document)
{
    return property_read(scope_object(scope_find(document, SCOPE_EXO), noun_find("OrganizationConfig"), NULL, NULL),
                         "Realm");
}

bool make_credential(xmlNode *object, const struct command *command, struct error *error)
{
    CLEANUP(shell_certificate_clear) struct shell_certificate certificate = {0};
    const struct shell_services *services;
    const struct noun *noun = command->noun;

    if (*property_read(object, "KeyId"))
        return true;
    services = services_of(command, error);
    if (!services || !services->read(services->context, property_read(object, "Value"), &certificate, error))
        return false;
    property_write(object, noun, "KeyId", certificate.thumbprint);
    property_write(object, noun, "StartDate", certificate.not_before);
    property_write(object, noun, "EndDate", certificate.not_after);
    if (!*property_read(object, "Realm"))
        property_write(object, noun, "Realm", tenant_realm(object->doc));
    return true;
}

static bool is_registered(const xmlNode *services, const char *thumbprint, const char *application)
{
    const char *const noun = "MsolServicePrincipalCredential";

    for (const xmlNode *key = xml_child(services, noun); key; key = xml_next(key, noun))
        if (text_equal(property_read(key, "KeyId"), thumbprint) &&
            text_equal(property_read(key, "ServicePrincipalName"), application))
            return true;
    return false;
}

void register_certificate(const xmlNode *certificate, const char *application, const char *realm)
{
    static const char *const copied[][2] = {
        {"KeyId", "Thumbprint"}, {"StartDate", "NotBefore"}, {"EndDate", "NotAfter"}, {"Value", "RawData"}};
    const struct noun *noun = noun_find("MsolServicePrincipalCredential");
    xmlNode *services = scope_find(certificate->doc, SCOPE_MSOL);
    const char *const owner = *application ? application : APP_EXCHANGE;
    xmlNode *credential;

    if (is_registered(services, property_read(certificate, "Thumbprint"), owner))
        return;
    credential = scope_add(services, noun);
    property_write(credential, noun, "ServicePrincipalName", owner);
    property_write(credential, noun, "Realm", *realm ? realm : tenant_realm(certificate->doc));
    for (size_t i = 0; i < ARRAY_SIZE(copied); i++)
        property_write(credential, noun, copied[i][0], property_read(certificate, copied[i][1]));
}

/* Files of an Exchange server are under the administrator's hand wherever he is. */
static const struct parameter exported[] = {
    {"Thumbprint", .type = TYPE_TEXT, .flags = REQUIRED},
    {"FileName", .type = TYPE_TEXT, .flags = REQUIRED},
};

const struct cmdlet_action action_export_exchange_certificate = {
    {"Export", RUN, .change = export},
    {"ExchangeCertificate",
     .says = "writes a certificate into a file on the computer of the administrator (Get-LabFile)", .scopes = EXCHANGE,
     .verbs = RUN, PARAMETERS(exported)},
};
