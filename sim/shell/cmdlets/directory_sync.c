/* SPDX-License-Identifier: MIT */
/* Microsoft Entra Connect: every mailbox on premises is a mail user in the cloud, and what the premises say of a remote
 * mailbox holds for the mailbox it stands for. Nothing is deleted. */
#include "action_rows.h"
#include "base/cleanup.h"
#include "base/text.h"
#include "command.h"
#include "identities.h"
#include "shell/nouns/objects.h"
#include "vocabulary/noun_rows.h"
#include "vocabulary/places.h"
#include "xml/xml.h"

static bool import(const struct shell *shell, const struct command *command, struct error *error)
{
    const char *name = command->identity ? command->identity : "";

    (void)shell;
    if (text_equal(name, "ADSync"))
        return true;
    return error_set(error,
                     "The specified module '%s' was not loaded because no valid module file was found in any module "
                     "directory. There is ADSync.",
                     name);
}

/* Attributes that flow to the cloud. */
static const struct attribute_flow {
    const char *from, *to; /* nouns: an object of `from` on premises is one of `to` in the cloud */
    bool made;             /* by the synchronisation, where it is missing */
    const char *properties[8];
} flows[] = {
    {"Mailbox",
     "MailUser",
     true,
     {"Name", "Alias", "PrimarySmtpAddress", "EmailAddresses", "UserPrincipalName", "SipAddress", "ImmutableId"}},
    {"RemoteMailbox", "Mailbox", false, {"EmailAddresses", "ImmutableId"}},
};

static void copy_property(const xmlNode *source, xmlNode *target, const struct noun *noun, const char *property)
{
    property_write(target, noun, property, NULL);
    for (const xmlNode *value = property_first(source, property); value; value = property_next(value))
        property_add(target, noun, noun_parameter(noun, property), property_text(value));
}

/* Whoever has the address in the cloud already keeps it. */
static bool is_taken(const xmlNode *cloud, const char *address)
{
    static const char *const nouns[] = {"Mailbox", "MailUser", "MailContact"};

    for (size_t i = 0; i < ARRAY_SIZE(nouns); i++)
        if (scope_object(cloud, noun_find(nouns[i]), "PrimarySmtpAddress", address))
            return true;
    return false;
}

/* A changed ImmutableId reaches the record of the user behind the federation gateway. */
static void restore_identity(const xmlDoc *document, const xmlNode *mailbox, const char *immutable)
{
    const struct noun *noun = noun_find("MsolUser");
    CLEANUP(cleanup_string) char *proxy = text_format("SMTP:%s", property_read(mailbox, "PrimarySmtpAddress"));
    xmlNode *user = scope_object(scope_find(document, SCOPE_MSOL), noun, "ProxyAddresses", proxy);

    if (user && !text_equal(property_read(mailbox, "ImmutableId"), immutable))
        restore_user(user);
}

static void copy_object(const xmlNode *source, xmlNode *cloud, const struct attribute_flow *flow)
{
    const struct noun *noun = noun_find(flow->to);
    const char *address = property_read(source, "PrimarySmtpAddress");
    xmlNode *target = scope_object(cloud, noun, "PrimarySmtpAddress", address);

    if (!target && flow->made && !is_taken(cloud, address)) {
        target = scope_add(cloud, noun);
        property_write(target, noun, "ExternalEmailAddress", address);
    }
    if (target)
        restore_identity(source->doc, target, property_read(source, "ImmutableId"));
    for (size_t i = 0; target && flow->properties[i]; i++)
        copy_property(source, target, noun, flow->properties[i]);
}

static bool start(xmlDoc *document, const struct command *command, struct error *error)
{
    const xmlNode *premises = scope_find(document, SCOPE_ONPREM);
    xmlNode *cloud = scope_find(document, SCOPE_EXO);

    if (!premises || !cloud)
        return error_set(error, "%s-%s needs the documents of both sides.", command->verb->name, command->noun->name);
    for (size_t i = 0; i < ARRAY_SIZE(flows); i++)
        for (const xmlNode *source = xml_child(premises, flows[i].from); source;
             source = xml_next(source, flows[i].from))
            copy_object(source, cloud, &flows[i]);
    if (command->output)
        fputs("\nResult\n------\nSuccess\n\n", command->output);
    return true;
}

const struct cmdlet_action action_import_module = {
    {"Import", RUN, .run = import},
    {"Module", .says = "loads the module ADSync", .scopes = AT(SYNC), .verbs = RUN},
};

TERMS(policy_type, "policy-type", {"Delta", NULL}, {"Initial", NULL})

static const struct parameter sync_cycle[] = {
    {"PolicyType", .type = TYPE_CHOICE, .words = &policy_type},
};

const struct cmdlet_action action_start_sync_cycle = {
    {"Start", RUN, .change = start},
    {"ADSyncSyncCycle", .says = "copies what stands in the directory on premises to the cloud", .scopes = AT(SYNC),
     .verbs = RUN, PARAMETERS(sync_cycle)},
};
