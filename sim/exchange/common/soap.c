/* SPDX-License-Identifier: MIT */
/* Checks envelopes, and writes answers and faults. */
#include "soap.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "exchange_state.h"
#include "iis.h"
#include "vocabulary/exchange_names.h"
#include "xml/xml.h"

#include <stdio_ext.h>
#include <string.h>

#define XML_DECLARATION "<?xml version=\"1.0\" encoding=\"utf-8\"?>"

void soap_reply_open(struct soap_reply *reply)
{
    *reply = (struct soap_reply){0};
    reply->output = text_stream(&reply->body, &reply->length);
    __fsetlocking(reply->output,
                  FSETLOCKING_BYCALLER); /* nobody else writes here, so no call needs the stream's lock */
}

void soap_reply_send(struct soap_reply *reply, struct answer *answer, int status)
{
    fclose(reply->output);
    answer_take(answer, status, CONTENT_TYPE_XML, reply->body, reply->length);
    *reply = (struct soap_reply){0};
}

static void begin_fault(struct soap_reply *reply, const char *code, const char *space, const char *text)
{
    soap_reply_open(reply);
    fprintf(reply->output,
            XML_DECLARATION "<s:Envelope xmlns:s=\"" NS_SOAP11 "\"><s:Body><s:Fault><faultcode xmlns:a=\"%s\">a:%s"
                            "</faultcode><faultstring xml:lang=\"en-US\">",
            space, code);
    xml_put(reply->output, text);
    fputs("</faultstring>", reply->output);
}

static void end_fault(struct soap_reply *reply, struct answer *answer)
{
    fputs("</s:Fault></s:Body></s:Envelope>", reply->output);
    soap_reply_send(reply, answer, 500);
}

static void begin_detail(struct soap_reply *reply, const char *code, const char *text)
{
    fprintf(reply->output, "<detail xmlns:e=\"" NS_ERRORS "\"><e:ResponseCode>%s</e:ResponseCode>", code);
    xml_put_element(reply->output, "e:Message", text);
}

void soap_fault(struct answer *answer, const char *code, const char *text)
{
    struct soap_reply reply;

    begin_fault(&reply, code, NS_TYPES, text);
    begin_detail(&reply, code, text);
    fputs("</detail>", reply.output);
    end_fault(&reply, answer);
}

void soap_violation(struct answer *answer, int line, int column, const char *violation)
{
    static const char code[] = "ErrorSchemaValidation";
    CLEANUP(cleanup_string) char *text = text_format("The request failed schema validation: %s", violation);
    struct soap_reply reply;

    begin_fault(&reply, code, NS_TYPES, text);
    begin_detail(&reply, code, "The request failed schema validation.");
    fprintf(reply.output,
            "<t:MessageXml xmlns:t=\"" NS_TYPES "\"><t:LineNumber>%d</t:LineNumber><t:LinePosition>%d</t:LinePosition>",
            line, column);
    xml_put_element(reply.output, "t:Violation", violation);
    fputs("</t:MessageXml></detail>", reply.output);
    end_fault(&reply, answer);
}

void soap_action_not_supported(const struct exchange_call *call, struct answer *answer)
{
    const xmlNode *body = soap_body(call);
    CLEANUP(cleanup_string) char *action = xml_text(soap_header(call, "Action"));
    CLEANUP(cleanup_string)
    char *text =
        text_format("The message with Action '%.200s' cannot be processed at the receiver, due to a ContractFilter "
                    "mismatch at the EndpointDispatcher. This may be because of either a contract mismatch (mismatched "
                    "Actions between sender and receiver) or a binding/security mismatch between the sender and the "
                    "receiver.  Check that sender and receiver have the same contract and the same binding (including "
                    "security requirements, e.g. Message, Transport, None).",
                    action ? action
                    : body ? (const char *)body->name
                           : "");
    struct soap_reply reply;

    begin_fault(&reply, "ActionNotSupported", "http://schemas.microsoft.com/ws/2005/05/addressing/none", text);
    end_fault(&reply, answer);
}

/* Why the body is no XML: "request:line:column: sentence" of the parser, taken apart. */
static void refuse_text(const struct exchange_call *call, struct answer *answer)
{
    struct error error = {"request:1:1: the body is no XML"};
    int line = 1, column = 1, length = 0;
    xmlDoc *document = xml_parse(call->request->body, call->request->body_length, "request", &error);

    xml_free(&document);
    /* NOLINTNEXTLINE(cert-err34-c,cert-err33-c): both stay 1 where the sentence has no numbers */
    sscanf(error.text, "request:%d:%d: %n", &line, &column, &length);
    soap_violation(answer, line, column, error.text + length);
}

static void refuse_element(struct answer *answer, const xmlNode *element, const char *complaint)
{
    CLEANUP(cleanup_string)
    char *violation =
        text_format("The element '%.100s' %s.", element ? (const char *)element->name : "Envelope", complaint);

    soap_violation(answer, element ? (int)xmlGetLineNo(element) : 1, 1, violation);
}

static const xmlNode *envelope_of(const struct exchange_call *call)
{
    const xmlDoc *envelope = exchange_envelope(call);

    return envelope ? xmlDocGetRootElement((xmlDoc *)envelope) : NULL;
}

static bool attribute_is(const xmlNode *header, const char *name, const char *const *values)
{
    xmlChar *value = xmlGetNsProp(header, (const xmlChar *)name, (const xmlChar *)NS_SOAP11);
    bool found = false;

    for (; value && *values; values++)
        found = found || strcmp((const char *)value, *values) == 0;
    xmlFree(value);
    return found;
}

/* Headers of these are read, or have nothing to say to this server. */
static bool is_understood(const xmlNode *header)
{
    static const char *const spaces[] = {NS_TYPES, NS_AUTODISCOVER, NS_WSA, NS_WSSE};

    for (size_t i = 0; header->ns && i < ARRAY_SIZE(spaces); i++)
        if (strcmp((const char *)header->ns->href, spaces[i]) == 0)
            return true;
    return false;
}

static void refuse_header(const xmlNode *header, struct answer *answer)
{
    CLEANUP(cleanup_string)
    char *text =
        text_format("The header '%.100s' from the namespace '%.200s' was not understood by the recipient of this "
                    "message, causing the message to not be processed.  This error typically indicates that the "
                    "sender of this message has enabled a communication protocol that the receiver cannot process. "
                    " Please ensure that the configuration of the client's binding is consistent with the "
                    "service's binding. ",
                    (const char *)header->name, header->ns ? (const char *)header->ns->href : "");
    struct soap_reply reply;

    begin_fault(&reply, "MustUnderstand", NS_SOAP11, text);
    end_fault(&reply, answer);
}

/* SOAP 1.1, 4.2.3: whoever does not understand a header that must be understood refuses the message, unless another is meant. */
static bool headers_understood(const xmlNode *envelope, struct answer *answer)
{
    static const char *const yes[] = {"1", "true", NULL};

    for (const xmlNode *header = xml_first(xml_child(envelope, "Header")); header; header = xml_next(header, NULL))
        if (!is_understood(header) && attribute_is(header, "mustUnderstand", yes) &&
            !xmlHasNsProp(header, (const xmlChar *)"actor", (const xmlChar *)NS_SOAP11)) {
            refuse_header(header, answer);
            return false;
        }
    return true;
}

bool soap_readable(const struct exchange_call *call, struct answer *answer)
{
    const char *type = headers_get(&call->request->headers, "Content-Type");
    const xmlNode *root = envelope_of(call);

    if (type && !text_starts(type, "text/xml"))
        iis_unsupported_type(call, answer, type);
    else if (call->request->body_length == 0)
        iis_error_page(call, answer, 400);
    else if (!root)
        refuse_text(call, answer);
    else if (!xml_is(root, NS_SOAP11, "Envelope"))
        refuse_element(answer, root, "is not an Envelope of http://schemas.xmlsoap.org/soap/envelope/");
    else if (!soap_body(call))
        refuse_element(answer, root, "has incomplete content: its Body is missing or empty");
    else
        return headers_understood(root, answer);
    return false;
}

const xmlNode *soap_body(const struct exchange_call *call)
{
    return xml_first(xml_child(envelope_of(call), "Body"));
}

const xmlNode *soap_header(const struct exchange_call *call, const char *name)
{
    return xml_child(xml_child(envelope_of(call), "Header"), name);
}
