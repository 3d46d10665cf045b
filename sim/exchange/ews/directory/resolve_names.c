/* SPDX-License-Identifier: MIT */
/* ResolveNames: ambiguous name resolution over the organisation's recipients. */
#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "directory.h"
#include "exchange/common/ews_elements.h"
#include "exchange/common/soap.h"
#include "xml/xml.h"

#include <string.h>

enum { RESOLUTION_LIMIT = 100 };

static const struct {
    const char *noun, *type;
} kinds[] = {
    {"Mailbox", "Mailbox"},     {"RemoteMailbox", "Mailbox"},      {"MailUser", "Contact"},
    {"MailContact", "Contact"}, {"DistributionGroup", "PublicDL"},
};

/* Entries may be an address with its type, "SMTP:joe@contoso.com", or the beginning of a name, alias or address. */
static bool matches(const struct object *recipient, const char *entry)
{
    const char *smtp = address_smtp(entry);
    const char *surname = strchr(object_text(recipient, "Name"), ' ');

    if (text_starts(object_text(recipient, "Name"), entry) || text_starts(object_text(recipient, "Alias"), entry) ||
        text_starts(object_text(recipient, "PrimarySmtpAddress"), smtp) || (surname && text_starts(surname + 1, entry)))
        return true;
    for (size_t i = 0; i < object_count(recipient, "EmailAddresses"); i++)
        if (text_equal(address_smtp(object_item(recipient, "EmailAddresses", i)), smtp))
            return true;
    return false;
}

static void write_contact(FILE *output, const struct object *recipient)
{
    fputs("<t:Contact>", output);
    xml_put_element(output, "t:DisplayName", object_text(recipient, "Name"));
    fputs("<t:EmailAddresses><t:Entry Key=\"EmailAddress1\">", output);
    xml_put(output, object_text(recipient, "PrimarySmtpAddress"));
    fputs("</t:Entry></t:EmailAddresses><t:ContactSource>ActiveDirectory</t:ContactSource></t:Contact>", output);
}

static void write_resolution(FILE *output, const struct object *recipient, const char *type, bool full)
{
    fputs("<t:Resolution><t:Mailbox>", output);
    xml_put_element(output, "t:Name", object_text(recipient, "Name"));
    xml_put_element(output, "t:EmailAddress", object_text(recipient, "PrimarySmtpAddress"));
    xml_put_element(output, "t:RoutingType", "SMTP");
    xml_put_element(output, "t:MailboxType", type);
    fputs("</t:Mailbox>", output);
    if (full)
        write_contact(output, recipient);
    fputs("</t:Resolution>", output);
}

static size_t write_matches(const struct exchange_call *call, const char *entry, bool full, FILE *output)
{
    size_t count = 0;

    for (size_t i = 0; i < ARRAY_SIZE(kinds); i++)
        for (const struct object *recipient = NULL;
             (recipient = snapshot_next(call->snapshot, call->scope, kinds[i].noun, recipient));)
            if (count < RESOLUTION_LIMIT && matches(recipient, entry)) {
                write_resolution(output, recipient, kinds[i].type, full);
                count++;
            }
    return count;
}

static void write_message(FILE *output, size_t count, const char *resolutions)
{
    static const char name[] = "ResolveNamesResponseMessage";

    if (count == 0)
        ews_message_begin(output, name, "Error", "ErrorNameResolutionNoResults", "No results were found.");
    else if (count == 1)
        ews_message_begin(output, name, "Success", "NoError", NULL);
    else
        ews_message_begin(output, name, "Warning", "ErrorNameResolutionMultipleResults",
                          "Multiple results were found.");
    if (count)
        fprintf(output,
                "<m:ResolutionSet TotalItemsInView=\"%zu\" IncludesLastItemInRange=\"true\">%s</m:ResolutionSet>",
                count, resolutions);
    fprintf(output, "</m:%s>", name);
}

void resolve_names_answer(const struct exchange_call *call, const struct caller *caller, const xmlNode *element,
                          struct answer *answer)
{
    CLEANUP(cleanup_string) char *entry = xml_text_at(element, "UnresolvedEntry");
    CLEANUP(cleanup_string) char *full = ews_attribute(element, "ReturnFullContactData");
    CLEANUP(cleanup_string) char *resolutions = NULL;
    size_t length, count;
    FILE *list = text_stream(&resolutions, &length);
    struct soap_reply reply;

    (void)caller;
    count = entry && *address_smtp(entry) ? write_matches(call, entry, text_equal(full, "true"), list) : 0;
    text_stream_close(list);
    soap_begin(&reply, call);
    fputs("<m:ResolveNamesResponse><m:ResponseMessages>", reply.output);
    write_message(reply.output, count, resolutions);
    fputs("</m:ResponseMessages></m:ResolveNamesResponse>", reply.output);
    soap_end(&reply);
    soap_reply_send(&reply, answer, 200);
}
