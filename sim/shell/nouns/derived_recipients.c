/* SPDX-License-Identifier: MIT */
/* Of mailboxes and what stands for them. */
#include "base/text.h"
#include "derived.h"
#include "objects.h"
#include "xml/xml.h"

/* A mailbox of a room says so; others have the word of their kind. */
static void derive_details(const struct derivation *derivation, struct word_list *values)
{
    const char *const resource = property_read(derivation->object, "ResourceType");

    word_list_add(values, *resource ? text_format("%sMailbox", resource) : text_copy(derivation->row->argument));
}

static void derive_permission_folder(const struct derivation *derivation, struct word_list *values)
{
    const char *const identity = property_read(derivation->object, "Identity");
    const char *folder = identity;

    for (const char *next = identity; *next; next++)
        if (*next == '\\')
            folder = next + 1;
    word_list_add(values, text_copy(folder));
}

#define DISPLAYED(noun)                                                                                                \
    {noun, "DisplayName", COPY("String", "Name")},                                                                     \
    {                                                                                                                  \
        noun, "HiddenFromAddressListsEnabled", CONSTANT("Boolean", "false")                                            \
    }

#define USER(noun, kind, details)                                                                                      \
    {noun, "RecipientType", CONSTANT("Enum", kind)},                                                                   \
        {noun, "RecipientTypeDetails", DERIVED("Enum", derive_details, details)},                                      \
        {noun, "SamAccountName", COPY("String", "Alias")},                                                             \
        {noun, "WindowsEmailAddress", COPY("SmtpAddress", "PrimarySmtpAddress")},                                      \
        {noun, "ExchangeGuid", DERIVED("Guid", derive_guid, "mailbox")}, DISPLAYED(noun)

const struct derived_property derived_recipients[] = {
    USER("Mailbox", "UserMailbox", "UserMailbox"),
    {"Mailbox", "Database", CONSTANT("ADObjectId", "DB01"), .at = AT(ONPREM)},
    {"Mailbox", "Database", CONSTANT("String", "EURPR01DG001-db001"), .at = AT(EXO) | AT(MESH)},
    {"Mailbox", "ExternalDirectoryObjectId", DERIVED("String", derive_guid, "user"), .at = AT(EXO) | AT(MESH)},
    {"Mailbox", "ArchiveStatus", CONSTANT("Enum", "None")},
    {"Mailbox", "ForwardingAddress", NOTHING("ADObjectId")},
    USER("RemoteMailbox", "MailUser", "RemoteUserMailbox"),
    {"RemoteMailbox", "ArchiveStatus", CONSTANT("Enum", "None")},
    USER("MailUser", "MailUser", "MailUser"),
    {"MailContact", "RecipientType", CONSTANT("Enum", "MailContact")},
    {"MailContact", "RecipientTypeDetails", CONSTANT("Enum", "MailContact")},
    DISPLAYED("MailContact"),
    {"DistributionGroup", "RecipientType", CONSTANT("Enum", "MailUniversalDistributionGroup")},
    DISPLAYED("DistributionGroup"),
    {"CASMailbox", "DisplayName", COPY("String", "Name")},
    {"CASMailbox", "OWAEnabled", CONSTANT("Boolean", "true")},
    {"CASMailbox", "MAPIEnabled", CONSTANT("Boolean", "true")},
    {"CASMailbox", "ActiveSyncEnabled", CONSTANT("Boolean", "true")},
    {"MailboxFolderPermission", "FolderName", DERIVED("String", derive_permission_folder, NULL)},
    {"MailboxFolderPermission", "SharingPermissionFlags", NOTHING("Enum")},
    {"MailboxFolderPermission", "IsValid", CONSTANT("Boolean", "true")},
    {"MailboxFolderPermission", "ObjectState", CONSTANT("Enum", "New")},
    {0},
};
