/* SPDX-License-Identifier: MIT */
/* ConvertId: clients ask it to learn the server's version, or their own mailbox's address. The lab stores no items, so
 * an identifier keeps its value in every format. */
#include "base/cleanup.h"
#include "base/text.h"
#include "directory.h"
#include "exchange/common/ews_elements.h"
#include "exchange/common/soap.h"
#include "vocabulary/exchange_names.h"
#include "xml/xml.h"

#include <string.h>

static bool is_format(const char *name)
{
    static const char *const formats[] = {"EwsLegacyId", "EwsId", "EntryId", "HexEntryId", "StoreId", "OwaId"};

    for (size_t i = 0; i < ARRAY_SIZE(formats); i++)
        if (strcmp(formats[i], name) == 0)
            return true;
    return false;
}

static bool is_base64(const char *text)
{
    static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";
    const size_t length = strlen(text);

    return length >= 16 && length % 4 == 0 && strspn(text, alphabet) == length;
}

static void write_alternate(FILE *output, const char *format, const char *id, const char *mailbox)
{
    fprintf(output, "<m:AlternateId xsi:type=\"t:AlternateIdType\" Format=\"%s\" Id=\"", format);
    xml_put(output, id);
    fputs("\" Mailbox=\"", output);
    xml_put(output, mailbox);
    fputs("\"/>", output);
}

static void write_message(const struct exchange_call *call, const struct caller *caller, const xmlNode *source,
                          const char *format, FILE *output)
{
    static const char name[] = "ConvertIdResponseMessage";
    CLEANUP(cleanup_string) char *id = ews_attribute(source, "Id");
    CLEANUP(cleanup_string) char *address = ews_attribute(source, "Mailbox");
    const struct object *mailbox = recipient_next(call->snapshot, call->scope, address, NULL);

    if (!is_base64(id)) {
        ews_message_begin(output, name, "Error", "ErrorInvalidIdMalformed", "Id is malformed.");
    } else if (!mailbox && *caller->address == '\0') {
        ews_message_begin(output, name, "Error", "ErrorNonExistentMailbox", SOAP_NO_MAILBOX);
    } else {
        ews_message_begin(output, name, "Success", "NoError", NULL);
        write_alternate(output, format, id, mailbox ? object_text(mailbox, "PrimarySmtpAddress") : caller->address);
    }
    fprintf(output, "</m:%s>", name);
}

void convert_id_answer(const struct exchange_call *call, const struct caller *caller, const xmlNode *element,
                       struct answer *answer)
{
    CLEANUP(cleanup_string) char *format = ews_attribute(element, "DestinationFormat");
    const xmlNode *sources = xml_child(element, "SourceIds");
    struct soap_reply reply;

    if (!is_format(format) || !xml_first(sources)) {
        soap_violation(answer, (int)xmlGetLineNo(element), 1,
                       "The element 'ConvertId' needs a valid 'DestinationFormat' and at least one source id.");
        return;
    }
    soap_begin(&reply, call);
    fputs("<m:ConvertIdResponse><m:ResponseMessages>", reply.output);
    for (const xmlNode *source = xml_first(sources); source; source = xml_next(source, NULL))
        write_message(call, caller, source, format, reply.output);
    fputs("</m:ResponseMessages></m:ConvertIdResponse>", reply.output);
    soap_end(&reply);
    soap_reply_send(&reply, answer, 200);
}
