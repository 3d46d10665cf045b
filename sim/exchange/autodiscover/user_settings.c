/* SPDX-License-Identifier: MIT */
/* GetUserSettings */
#include "autodiscover_operations.h"
#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "exchange/login/caller.h"
#include "response.h"
#include "settings.h"
#include "xml/xml.h"

#include <string.h>

static void put_setting_error(FILE *output, const char *code, const char *message, const char *name)
{
    fputs("<UserSettingError>", output);
    autodiscover_put_error(output, code, message);
    xml_put_element(output, "SettingName", name);
    fputs("</UserSettingError>", output);
}

/* One requested setting, into the list of errors or that of values. */
static void write_setting(const struct exchange_call *call, const struct object *mailbox, const char *name,
                          FILE *errors, FILE *values)
{
    char *value = NULL;

    switch (user_setting(call, mailbox, name, &value)) {
    case SETTING_UNKNOWN:
        put_setting_error(errors, "InvalidSetting", "The requested setting is not a setting of a user.", name);
        break;
    case SETTING_UNAVAILABLE:
        put_setting_error(errors, "SettingIsNotAvailable", "The requested setting is not available.", name);
        break;
    case SETTING_VALUE:
        fputs("<UserSetting i:type=\"StringSetting\">", values);
        xml_put_element(values, "Name", name);
        xml_put_element(values, "Value", value);
        fputs("</UserSetting>", values);
        break;
    }
    free(value);
}

static void write_settings(const struct exchange_call *call, const struct object *mailbox, const xmlNode *settings,
                           FILE *output)
{
    CLEANUP(cleanup_string) char *values = NULL;
    size_t length;
    FILE *list = text_stream(&values, &length);

    fputs("<RedirectTarget i:nil=\"true\"/><UserSettingErrors>", output);
    for (const xmlNode *setting = xml_child(settings, "Setting"); setting; setting = xml_next(setting, "Setting")) {
        CLEANUP(cleanup_string) char *name = xml_text(setting);
        write_setting(call, mailbox, name, output, list);
    }
    text_stream_close(list);
    fprintf(output, "</UserSettingErrors><UserSettings>%s</UserSettings>", values);
}

/* Another organisation is told setting by setting that the user is not here; a user of this one, once. */
static void write_invalid_user(const struct caller *caller, const xmlNode *settings, const char *address, FILE *output)
{
    CLEANUP(cleanup_string) char *message = text_format("Invalid user: '%s'.", address);
    const bool external = caller_is_external(caller);

    autodiscover_put_error(output, external ? "NoError" : "InvalidUser", external ? "No error." : message);
    fputs("<RedirectTarget i:nil=\"true\"/><UserSettingErrors>", output);
    for (const xmlNode *setting = xml_child(settings, "Setting"); setting && external;
         setting = xml_next(setting, "Setting")) {
        CLEANUP(cleanup_string) char *name = xml_text(setting);
        put_setting_error(output, "InvalidUser", message, name);
    }
    fputs("</UserSettingErrors><UserSettings/>", output);
}

/* Another organisation is told the Web Services of this one for everybody this one has, on its premises or beyond: that
 * the server there does not pass questions of strangers on is what it finds out by asking. Inferred from row 16. */
static bool has_settings(const struct caller *caller, const struct object *recipient)
{
    const char *noun = recipient ? object_noun(recipient) : "";

    return text_equal(noun, "Mailbox") ||
           (caller_is_external(caller) && (text_equal(noun, "RemoteMailbox") || text_equal(noun, "MailUser")));
}

/* A trust with the instance of the gateway that was for consumers knows nobody of the organisation. Inferred from rows 10
 * and 11, which name the number. */
static bool trust_is_outdated(const struct exchange_call *call, const struct caller *caller)
{
    const struct object *trust = snapshot_next(call->snapshot, call->scope, "FederationTrust", NULL);

    return caller->kind == CALLER_DELEGATION && trust &&
           text_equal(object_text(trust, "ApplicationIdentifier"), "292841");
}

static void write_user(const struct exchange_call *call, const struct caller *caller, const xmlNode *settings,
                       const char *address, FILE *output)
{
    const bool known = *address && !trust_is_outdated(call, caller);
    const struct object *recipient = known ? autodiscover_recipient(call, caller, address) : NULL;
    const char *redirect = recipient_redirect(recipient, address);

    fputs("<UserResponse>", output);
    if (has_settings(caller, recipient)) {
        autodiscover_put_error(output, "NoError", "No error.");
        write_settings(call, recipient, settings, output);
    } else if (*redirect) {
        autodiscover_put_error(output, "RedirectAddress", "Redirection address.");
        xml_put_element(output, "RedirectTarget", redirect);
        fputs("<UserSettingErrors/><UserSettings/>", output);
    } else {
        write_invalid_user(caller, settings, address, output);
    }
    fputs("</UserResponse>", output);
}

static const char *complaint(const xmlNode *request)
{
    const xmlNode *users = xml_child(request, "Users"), *settings = xml_child(request, "RequestedSettings");

    if (!xml_child(users, "User"))
        return "At least one user must be specified.";
    if (!xml_child(settings, "Setting"))
        return "At least one setting must be requested.";
    if (autodiscover_too_many(users, "User") || autodiscover_too_many(settings, "Setting"))
        return "The request asks for more than 100 users or settings.";
    return NULL;
}

void user_settings_write(const struct exchange_call *call, const struct caller *caller, const xmlNode *request,
                         FILE *output)
{
    const char *wrong = complaint(request);

    autodiscover_put_error(output, wrong ? "InvalidRequest" : "NoError", wrong ? wrong : "No error.");
    fputs("<UserResponses>", output);
    for (const xmlNode *user = xml_find(request, "Users/User"); user && !wrong; user = xml_next(user, "User")) {
        CLEANUP(cleanup_string) char *address = xml_text_at(user, "Mailbox");
        write_user(call, caller, xml_child(request, "RequestedSettings"), address ? address : "", output);
    }
    fputs("</UserResponses>", output);
}
