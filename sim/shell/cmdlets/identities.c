/* SPDX-License-Identifier: MIT */
/* What cmdlets of MSOnline and Azure AD PowerShell do to a user, and those of Microsoft Graph to an application. */
#include "identities.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "services.h"
#include "shell/nouns/objects.h"
#include "vocabulary/nouns.h"
#include "vocabulary/places.h"

#define NEVER_EXPIRES "DisablePasswordExpiration"

static const char *text_of(const struct value *value)
{
    return value->items.count > 0 ? value->items.items[0] : "";
}

static void set(xmlNode *user, const char *property, const char *text)
{
    property_write(user, noun_find("MsolUser"), property, text);
}

void restore_user(xmlNode *user)
{
    set(user, "PasswordMismatch", "false");
    set(user, "MemberNameMissing", "false");
}

static void renew_user(xmlNode *user)
{
    restore_user(user);
    set(user, "Provisioned", "true");
}

void complete_user(xmlNode *object, const struct noun *noun, const struct command *command)
{
    (void)noun;
    if (command_gives(command, "UserPrincipalName"))
        renew_user(object);
}

bool is_user(const xmlNode *object, const struct value *value)
{
    return text_equal(property_read(object, "UserPrincipalName"), text_of(value));
}

bool set_password_policies(xmlNode *object, const struct command *command, const struct value *value,
                           struct error *error)
{
    const char *policy = text_of(value);

    (void)command;
    if (!text_equal(policy, NEVER_EXPIRES) && !text_equal(policy, "None"))
        return error_set(error, "Cannot bind parameter 'PasswordPolicies' to '%s': use None or " NEVER_EXPIRES ".",
                         policy);
    set(object, "PasswordNeverExpires", text_equal(policy, NEVER_EXPIRES) ? "true" : "false");
    return true;
}

bool rename_user(xmlNode *object, const struct command *command, const struct value *value, struct error *error)
{
    (void)command;
    if (!*text_of(value))
        return error_set(error,
                         "Cannot bind argument to parameter 'NewUserPrincipalName' because it is an empty string.");
    set(object, "UserPrincipalName", text_of(value));
    renew_user(object);
    return true;
}

bool reset_password(xmlNode *object, const struct command *command, const struct value *value, struct error *error)
{
    (void)command, (void)value, (void)error;
    set(object, "PasswordMismatch", "false");
    set(object, "PasswordExpired", "false");
    return true;
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

bool set_application_names(xmlNode *object, const struct command *command, const struct value *value,
                           struct error *error)
{
    const struct noun *noun = noun_find("MsolServicePrincipal");
    xmlNode *const names = scope_object(object->parent, noun, "AppPrincipalId", property_read(object, "AppId"));

    (void)command;
    if (!names)
        return error_set(error, "The lab keeps no other names of '%s' than its id.",
                         property_read(object, "DisplayName"));
    property_assign(names, noun, noun_parameter(noun, "ServicePrincipalNames"), value);
    return true;
}
