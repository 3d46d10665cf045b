/* SPDX-License-Identifier: MIT */
/* Primary addresses, aliases and names that follow from other properties; ResourceType, which says what a mailbox is and
 * nothing of a user's. */
#include "derived_properties.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "shell/nouns/objects.h"

#include <ctype.h>
#include <string.h>

#define RESOURCE_TYPE "ResourceType"

/* The entry "SMTP:...", which is the primary address; "smtp:..." are the others. */
static xmlNode *primary_entry(const xmlNode *object)
{
    xmlNode *entry = property_first(object, "EmailAddresses");

    while (entry && strncmp(property_text(entry), "SMTP:", 5) != 0)
        entry = property_next(entry);
    return entry;
}

static void write_entry(xmlNode *entry, const char *type, const char *address)
{
    CLEANUP(cleanup_string) char *text = text_format("%s:%s", type, address);

    xmlNodeSetContent(entry, NULL);
    xmlNodeAddContent(entry, (const xmlChar *)text);
}

/* The former primary address stays as another one. */
static void demote(const xmlNode *object)
{
    xmlNode *entry = primary_entry(object);
    CLEANUP(cleanup_string) char *address = entry ? text_copy(property_text(entry) + 5) : NULL;

    if (entry)
        write_entry(entry, "smtp", address);
}

static void promote(xmlNode *object, const struct noun *noun, const char *address)
{
    CLEANUP(cleanup_string) char *text = text_format("SMTP:%s", address);
    xmlNode *entry = property_first(object, "EmailAddresses");

    while (entry && !text_equal(property_text(entry), text))
        entry = property_next(entry);
    if (entry)
        write_entry(entry, "SMTP", address);
    else
        property_add(object, noun, noun_parameter(noun, "EmailAddresses"), text);
}

/* The primary address: given outright, else the entry so marked, else what there was, else where the mail goes. */
static char *choose_primary(const xmlNode *object, const struct command *command)
{
    const xmlNode *entry = primary_entry(object);

    if (entry && !command_gives(command, "PrimarySmtpAddress"))
        return text_copy(property_text(entry) + 5);
    if (*property_read(object, "PrimarySmtpAddress"))
        return text_copy(property_read(object, "PrimarySmtpAddress"));
    if (text_starts(property_read(object, "EmailAddresses"), "smtp:"))
        return text_copy(property_read(object, "EmailAddresses") + 5);
    return text_copy(property_read(object, "ExternalEmailAddress"));
}

/* Letters, digits and a few marks of the name: "Ann (merged forest)" is Annmergedforest. */
static char *make_alias(const char *name)
{
    char *alias = text_copy(name), *end = alias;

    for (const char *next = name; *next; next++)
        if (isalnum((unsigned char)*next) || strchr("._-", *next))
            *end++ = *next;
    *end = '\0';
    return alias;
}

void complete_recipient(xmlNode *object, const struct noun *noun, const struct command *command)
{
    CLEANUP(cleanup_string) char *primary = choose_primary(object, command);
    CLEANUP(cleanup_string) char *alias = make_alias(property_read(object, "Name"));

    if (*primary) {
        demote(object);
        promote(object, noun, primary);
        property_write(object, noun, "PrimarySmtpAddress", primary);
    }
    if (!*property_read(object, "Alias"))
        property_write(object, noun, "Alias", *alias ? alias : "user");
}

void complete_virtual_directory(xmlNode *object, const struct noun *noun, const struct command *command)
{
    xmlNode *state =
        scope_object(object->parent, noun_find("LabWSSecurity"), "Identity", property_read(object, "Identity"));

    (void)noun, (void)command;
    if (state && text_equal(property_read(object, "WSSecurityAuthentication"), "false") &&
        !text_equal(property_read(state, "State"), "Stuck")) {
        xmlUnlinkNode(state);
        xmlFreeNode(state);
    }
}

void complete_address_space(xmlNode *object, const struct noun *noun, const struct command *command)
{
    CLEANUP(cleanup_string) char *forest = text_copy(property_read(object, "ForestName"));

    (void)command;
    if (*forest && !*property_read(object, "Name"))
        property_write(object, noun, "Name", forest);
}

static bool make_resource(xmlNode *object, const struct command *command, const char *type, struct error *error)
{
    if (*property_read(object, RESOURCE_TYPE))
        return error_set(error, "Parameter set cannot be resolved using the specified named parameters.");
    property_write(object, command->noun, RESOURCE_TYPE, type);
    return true;
}

bool make_room(xmlNode *object, const struct command *command, const struct value *value, struct error *error)
{
    (void)value;
    return make_resource(object, command, "Room", error);
}

bool make_equipment(xmlNode *object, const struct command *command, const struct value *value, struct error *error)
{
    (void)value;
    return make_resource(object, command, "Equipment", error);
}

bool set_mailbox_type(xmlNode *object, const struct command *command, const struct value *value, struct error *error)
{
    const char *const type = value->items.count ? value->items.items[0] : "Regular";

    (void)error;
    property_write(object, command->noun, RESOURCE_TYPE, text_equal(type, "Regular") ? NULL : type);
    return true;
}
