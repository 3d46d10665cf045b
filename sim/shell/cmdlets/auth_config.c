/* SPDX-License-Identifier: MIT */
/* The certificate for OAuth staged, rolled over and published. */
#include "auth_config.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "exchange_certificates.h"
#include "shell/nouns/objects.h"

#include <ctype.h>
#include <string.h>
#include <time.h>

#define CURRENT "CurrentCertificateThumbprint"
#define PREVIOUS "PreviousCertificateThumbprint"
#define NEXT "NextCertificateThumbprint"
#define NEXT_DATE "NextCertificateEffectiveDate"

static xmlNode *find_installed(const xmlNode *config, const char *thumbprint)
{
    return scope_object(config->parent, noun_find("ExchangeCertificate"), "Thumbprint", thumbprint);
}

static bool refuse_absent(const char *thumbprint, struct error *error)
{
    return error_set(error,
                     "The certificate with thumbprint '%s' isn't installed; Get-ExchangeCertificate shows those "
                     "that are.",
                     thumbprint);
}

bool stage_certificate(xmlNode *object, const struct command *command, const struct value *value, struct error *error)
{
    const char *thumbprint = value->items.count > 0 ? value->items.items[0] : "";
    const xmlNode *certificate = find_installed(object, thumbprint);

    if (!certificate)
        return refuse_absent(thumbprint, error);
    property_write(object, command->noun, NEXT, property_read(certificate, "Thumbprint"));
    return true;
}

/* What Exchange's own service does when the date comes. It registers the certificate nowhere. */
static void roll_over(xmlNode *config, const struct noun *noun)
{
    CLEANUP(cleanup_string) char *current = text_copy(property_read(config, CURRENT));
    CLEANUP(cleanup_string) char *next = text_copy(property_read(config, NEXT));

    if (!*next)
        return;
    if (!text_equal(current, next)) {
        property_write(config, noun, PREVIOUS, *current ? current : NULL);
        property_write(config, noun, CURRENT, next);
    }
    property_write(config, noun, NEXT, NULL);
    property_write(config, noun, NEXT_DATE, NULL);
}

/* "2026-01-05" or "2026-01-05T08:00:00Z": such texts compare as the dates do. */
static bool is_date(const char *text)
{
    static const char form[] = "0000-00-00T00:00:00Z";
    const size_t length = strlen(text);

    for (size_t i = 0; i < length && i < sizeof form; i++)
        if (form[i] == '0' ? !isdigit((unsigned char)text[i]) : form[i] != text[i])
            return false;
    return length == 10 || length == 20;
}

bool stage_date(xmlNode *object, const struct command *command, const struct value *value, struct error *error)
{
    const char *date = value->items.count > 0 ? value->items.items[0] : "";
    char now[32];

    if (!is_date(date))
        return error_set(
            error,
            "Cannot process argument transformation on parameter 'NewCertificateEffectiveDate'. Cannot "
            "convert value \"%s\" to type \"System.DateTime\". Use (Get-Date) or a date such as 2026-01-05.",
            date);
    property_write(object, command->noun, NEXT_DATE, date);
    if (strcmp(date, clock_iso(time(NULL), now)) <= 0)
        roll_over(object, command->noun);
    return true;
}

static const char *realm_of(const xmlNode *config)
{
    const char *realm = property_read(config, "Realm");

    return *realm ? realm
                  : property_read(scope_object(config->parent, noun_find("OrganizationConfig"), NULL, NULL), "Realm");
}

bool publish_certificate(xmlNode *object, const struct command *command, const struct value *value, struct error *error)
{
    const xmlNode *certificate;

    (void)value;
    roll_over(object, command->noun);
    certificate = find_installed(object, property_read(object, CURRENT));
    if (!certificate)
        return refuse_absent(property_read(object, CURRENT), error);
    register_certificate(certificate, property_read(object, "ServiceName"), realm_of(object));
    return true;
}

bool clear_previous(xmlNode *object, const struct command *command, const struct value *value, struct error *error)
{
    (void)value, (void)error;
    property_write(object, command->noun, PREVIOUS, NULL);
    return true;
}
