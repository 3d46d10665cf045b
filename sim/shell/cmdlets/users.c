/* SPDX-License-Identifier: MIT */
/* Get-User and Get-ADUser: accounts of the directory, those behind mailboxes and those that are nobody's. */
#include "action_rows.h"
#include "vocabulary/noun_rows.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "command.h"
#include "recipients.h"
#include "shell/nouns/format.h"
#include "shell/nouns/objects.h"
#include "shell/nouns/typed_values.h"
#include "xml/xml.h"

#define ACCOUNT "user" /* the class of an account in the directory */

static bool is_account(const xmlNode *object)
{
    const struct recipient_kind *const kind = recipient_kind(object);

    return xml_is(object, NULL, "User") || (kind && text_equal(kind->object_class, ACCOUNT));
}

/* "contoso.com/Users/Ann Berg", which an account that is nobody's says itself. */
static char *canonical_name(const xmlNode *object)
{
    const xmlNode *domain = scope_object(object->parent, noun_find("AcceptedDomain"), NULL, NULL);
    const char *const own = property_read(object, "CanonicalName");

    return *own ? text_copy(own)
                : text_format("%s/Users/%s", property_read(domain, "DomainName"), property_read(object, "Name"));
}

static void show_account(const struct command *command, xmlNode *object, FILE *output)
{
    const struct recipient_kind *const kind = recipient_kind(object);
    CLEANUP(cleanup_string) char *path = canonical_name(object);
    const char *const alias = property_read(object, "Alias");
    const struct result_row rows[] = {
        {"Name", property_read(object, "Name")},
        {"SamAccountName", *alias ? alias : property_read(object, "Name")},
        {"UserPrincipalName", property_read(object, "UserPrincipalName")},
        {"WindowsEmailAddress", property_read(object, "PrimarySmtpAddress")},
        {"RecipientType", kind ? kind->type : "User"},
        {"RecipientTypeDetails", kind ? kind->details : "LinkedUser"},
        {"UserAccountControl", kind ? "NormalAccount" : "AccountDisabled, PasswordNotRequired, NormalAccount"},
        {"AccountDisabled", flag_spelled(property_read(object, "AccountDisabled"))},
        {"CanonicalName", path},
    };

    format_result(command->format, output, rows, ARRAY_SIZE(rows));
}

static bool show(const xmlDoc *document, const struct command *command, FILE *output, struct error *error)
{
    static const struct recipient_view view = {is_account, show_account, false};

    return recipients_show(&view, document, command, output, error);
}

static const struct parameter account[] = {
    {"Name", .type = TYPE_TEXT, .flags = IDENTITY | READ_ONLY},
    {"Properties", .type = TYPE_TEXT, .flags = LIST | IGNORED},
};

const struct cmdlet_action action_get_user = {
    {"Get", RUN, .show = show},
    {"User", .says = "an account of the directory, by its name, alias, user name or any of its addresses",
     .scopes = EXCHANGE, .verbs = RUN, PARAMETERS(account)},
};

const struct cmdlet_action action_get_ad_user = {
    {"Get", RUN, .show = show},
    {"ADUser", .says = "the same accounts, as the Active Directory module names them", .scopes = EXCHANGE, .verbs = RUN,
     PARAMETERS(account)},
};
