/* SPDX-License-Identifier: MIT */
/* Get-Recipient: recipients of every kind, by any of their names. */
#include "recipients.h"

#include "action_rows.h"
#include "vocabulary/noun_rows.h"

#include "base/text.h"
#include "command.h"
#include "shell/nouns/directory_names.h"
#include "shell/nouns/filtering.h"
#include "shell/nouns/format.h"
#include "shell/nouns/objects.h"
#include "xml/xml.h"

#include <string.h>

static const struct recipient_kind kinds[] = {
    {"Mailbox", "UserMailbox", "UserMailbox", "user"},
    {"RemoteMailbox", "MailUser", "RemoteUserMailbox", "user"},
    {"MailUser", "MailUser", "MailUser", "user"},
    {"MailContact", "MailContact", "MailContact", "contact"},
    {"DistributionGroup", "MailUniversalDistributionGroup", "MailUniversalDistributionGroup", "group"},
};

const struct recipient_kind *recipient_kind(const xmlNode *object)
{
    for (size_t i = 0; i < ARRAY_SIZE(kinds); i++)
        if (xml_is(object, NULL, kinds[i].noun))
            return &kinds[i];
    return NULL;
}

/* Of the properties that a recipient has in Exchange, those that the lab knows. */
static const struct parameter recipient[] = {
    {"Name", .type = TYPE_TEXT, .flags = IDENTITY | READ_ONLY},
    {"RecipientType", .type = TYPE_TEXT, .flags = READ_ONLY},
    {"RecipientTypeDetails", .type = TYPE_TEXT, .flags = READ_ONLY},
    {"PrimarySmtpAddress", .type = TYPE_ADDRESS, .flags = READ_ONLY},
    {"Alias", .type = TYPE_TEXT, .flags = READ_ONLY},
    {"DisplayName", .type = TYPE_TEXT, .flags = READ_ONLY},
    {"EmailAddresses", .type = TYPE_PROXY_ADDRESS, .flags = LIST | READ_ONLY},
    {"ExternalEmailAddress", .type = TYPE_ADDRESS, .flags = READ_ONLY},
};

/* The name, the alias, the name to log on with, and every address. */
bool recipient_matches(const xmlNode *object, const char *pattern)
{
    const struct noun *noun = noun_find((const char *)object->name);

    for (size_t i = 0; noun && i < noun->count; i++)
        if ((noun->parameters[i].flags & (IDENTITY | ALIAS)) && property_matches(object, &noun->parameters[i], pattern))
            return true;
    return noun && directory_knows(noun, object, pattern);
}

static const xmlNode *find_recipient(const xmlNode *scope, const char *name)
{
    xmlNode *object = xml_first(scope);

    while (object && !(recipient_kind(object) && recipient_matches(object, name)))
        object = xml_next(object, NULL);
    return object;
}

char *recipient_address(const xmlNode *scope, const char *text)
{
    const char *folder = strstr(text, ":\\");
    const size_t length = folder ? (size_t)(folder - text) : strlen(text);
    CLEANUP(cleanup_string) char *name = text_format("%.*s", (int)length, text);
    const xmlNode *owner = *name && !strchr(name, '*') ? find_recipient(scope, name) : NULL;

    return owner ? text_format("%s%s", property_read(owner, "PrimarySmtpAddress"), text + length) : NULL;
}

bool recipient_is_named(const xmlNode *object, const char *property, const char *text)
{
    CLEANUP(cleanup_string) char *wanted = recipient_address(object->parent, text);

    for (const xmlNode *value = wanted ? property_first(object, property) : NULL; value; value = property_next(value)) {
        CLEANUP(cleanup_string) char *kept = recipient_address(object->parent, property_text(value));
        if (kept && text_equal(kept, wanted))
            return true;
    }
    return false;
}

static const char *details_of(const xmlNode *object, const struct recipient_kind *kind)
{
    const char *resource = property_read(object, "ResourceType");

    if (text_equal(resource, "Room"))
        return "RoomMailbox";
    if (text_equal(resource, "Equipment"))
        return "EquipmentMailbox";
    return text_equal(property_read(object, "RoomList"), "true") ? "RoomList" : kind->details;
}

static void free_node(xmlNode **node)
{
    xmlFreeNode(*node);
}

/* A copy of the object, with what Exchange says besides. */
static void show_one(const struct command *command, xmlNode *object, FILE *output)
{
    const struct recipient_kind *kind = recipient_kind(object);
    CLEANUP(free_node) xmlNode *shown = xmlDocCopyNode(object, object->doc, 1);

    property_write(shown, command->noun, "RecipientType", kind->type);
    property_write(shown, command->noun, "RecipientTypeDetails", details_of(object, kind));
    property_write(shown, command->noun, "DisplayName", property_read(object, "Name"));
    if (property_first(object, "RemoteRoutingAddress"))
        property_write(shown, command->noun, "ExternalEmailAddress", property_read(object, "RemoteRoutingAddress"));
    shown->parent = object->parent; /* by which it is found out where it stands */
    format_object(command->format, output, command->noun, shown);
    shown->parent = NULL;
}

/* Is it one that was asked for? A filter sees the properties of its own kind. */
static bool is_asked_for(const struct recipient_view *view, xmlNode *object, const struct command *command, bool *is,
                         struct error *error)
{
    const struct noun *const own = noun_find((const char *)object->name);

    *is = view->is_one(object) && (!command->identity || recipient_matches(object, command->identity));
    return !*is || !own || object_passes(object, own, command->filter, is, error);
}

static bool show_scope(const struct recipient_view *view, const xmlNode *scope, const struct command *command,
                       FILE *output, size_t *count, struct error *error)
{
    bool is;

    for (xmlNode *object = xml_first(scope); object && !(command->most && *count == command->most);
         object = xml_next(object, NULL)) {
        if (!is_asked_for(view, object, command, &is, error))
            return false;
        if (is) {
            view->show(command, object, output);
            ++*count;
        }
    }
    return true;
}

bool recipients_show(const struct recipient_view *view, const xmlDoc *document, const struct command *command,
                     FILE *output, struct error *error)
{
    size_t count = 0;
    const char *scope;

    if (!output)
        return true;
    const bool here = noun_stands_in(command->noun, command->at);

    for (size_t i = 0; (scope = here ? (i == 0 ? command->at : NULL) : noun_scope(command->noun, i)); i++)
        if (!show_scope(view, scope_find(document, scope), command, output, &count, error))
            return false;
    if (count > 0 && view->pauses)
        format_pause(command->format, output);
    if (count == 0 && command->identity && !strchr(command->identity, '*'))
        return error_set(error, "The operation couldn't be performed because object '%s' couldn't be found.",
                         command->identity);
    return true;
}

static bool is_recipient(const xmlNode *object)
{
    return recipient_kind(object);
}

static bool show(const xmlDoc *document, const struct command *command, FILE *output, struct error *error)
{
    static const struct recipient_view view = {is_recipient, show_one, true};

    return recipients_show(&view, document, command, output, error);
}

const struct cmdlet_action action_get_recipient = {
    {"Get", RUN, .show = show},
    {"Recipient", .says = "a recipient of any kind, by its name, alias, user name or any of its addresses",
     .scopes = EXCHANGE, .verbs = RUN, PARAMETERS(recipient)},
};
