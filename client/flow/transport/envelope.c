/* SPDX-License-Identifier: MIT */
/* Writes SOAP 1.1 with WS-Addressing and WS-Security as WCF does. */
#include "envelope.h"

#include "base/cleanup.h"
#include "base/guid.h"
#include "base/memory.h"
#include "base/text.h"
#include "vocabulary/exchange_names.h"
#include "xml/xml.h"

#include <time.h>

#define LIFETIME_SECONDS 300

void envelope_begin(struct envelope *envelope)
{
    *envelope = (struct envelope){0};
    envelope->output = text_stream(&envelope->text, &envelope->length);
    fputs("<?xml version=\"1.0\" encoding=\"utf-8\"?><s:Envelope xmlns:s=\"" NS_SOAP11 "\"><s:Header>",
          envelope->output);
}

void envelope_put(FILE *output, const char *name, const char *text)
{
    fprintf(output, "<%s>", name);
    xml_put(output, text);
    fprintf(output, "</%s>", name);
}

void envelope_address(struct envelope *envelope, const char *action, const char *to)
{
    char id[GUID_SIZE];

    fprintf(envelope->output,
            "<wsa:Action xmlns:wsa=\"" NS_WSA "\" s:mustUnderstand=\"1\">%s</wsa:Action>"
            "<wsa:MessageID xmlns:wsa=\"" NS_WSA "\">urn:uuid:%s</wsa:MessageID>"
            "<wsa:ReplyTo xmlns:wsa=\"" NS_WSA "\"><wsa:Address>" NS_WSA "/anonymous</wsa:Address></wsa:ReplyTo>"
            "<wsa:To xmlns:wsa=\"" NS_WSA "\" s:mustUnderstand=\"1\">",
            action, guid_random(id));
    xml_put(envelope->output, to);
    fputs("</wsa:To>", envelope->output);
}

void envelope_put_timestamp(FILE *output)
{
    const time_t now = time(NULL);
    char created[32], expires[32];

    fprintf(output, "<wsu:Timestamp><wsu:Created>%s</wsu:Created><wsu:Expires>%s</wsu:Expires></wsu:Timestamp>",
            clock_iso(now, created), clock_iso(now + LIFETIME_SECONDS, expires));
}

void envelope_secure(struct envelope *envelope, const char *token)
{
    if (!token)
        return;
    fputs("<wsse:Security xmlns:wsse=\"" NS_WSSE "\" xmlns:wsu=\"" NS_WSU "\" s:mustUnderstand=\"1\">",
          envelope->output);
    envelope_put_timestamp(envelope->output);
    fprintf(envelope->output, "%s</wsse:Security>", token);
}

void envelope_body(struct envelope *envelope)
{
    fputs("</s:Header><s:Body>", envelope->output);
}

char *envelope_end(struct envelope *envelope)
{
    fputs("</s:Body></s:Envelope>", envelope->output);
    fclose(envelope->output);
    envelope->output = NULL;
    return TAKE(envelope->text);
}
