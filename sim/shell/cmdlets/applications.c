/* SPDX-License-Identifier: MIT */
/* Keys of an application stand where those of the shared principal stand. */
#include "applications.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "services.h"
#include "shell/nouns/objects.h"
#include "vocabulary/nouns.h"
#include "vocabulary/places.h"

static const char *text_of(const struct value *value)
{
    return value->items.count > 0 ? value->items.items[0] : "";
}

bool is_application(const xmlNode *object, const struct value *value)
{
    return text_equal(property_read(object, "AppId"), text_of(value));
}

bool add_application_key(xmlNode *object, const struct command *command, const struct value *value, struct error *error)
{
    CLEANUP(shell_certificate_clear) struct shell_certificate certificate = {0};
    const struct shell_services *services = services_of(command, error);
    const struct noun *noun = noun_find("MsolServicePrincipalCredential");
    const char *text = text_of(value);
    xmlNode *key;

    if (!services || !services->read(services->context, text, &certificate, error))
        return false;
    key = scope_add(scope_find(object->doc, SCOPE_MSOL), noun);
    property_write(key, noun, "ServicePrincipalName", property_read(object, "AppId"));
    property_write(key, noun, "KeyId", certificate.thumbprint);
    property_write(key, noun, "StartDate", certificate.not_before);
    property_write(key, noun, "EndDate", certificate.not_after);
    property_write(key, noun, "Value", text);
    return true;
}
