/* SPDX-License-Identifier: MIT */
/* The header, its timestamp, and the faults of WCF. */
#include "ws_security.h"

#include "base/cleanup.h"
#include "base/date_time.h"
#include "base/text.h"
#include "vocabulary/exchange_names.h"
#include "xml/xml.h"

#define MESSAGE_SECONDS 300 /* a message must not be older, whatever it says itself */

const xmlNode *ws_security_header(const xmlDoc *envelope)
{
    const xmlNode *root = envelope ? xmlDocGetRootElement(envelope) : NULL;
    const xmlNode *security = xml_child(xml_child(root, "Header"), "Security");

    return security && xml_is(security, NS_WSSE, "Security") ? security : NULL;
}

static bool read_time(const xmlNode *timestamp, const char *name, int64_t *seconds)
{
    CLEANUP(cleanup_string) char *text = xml_text_at(timestamp, name);
    struct date_time parsed;

    if (!date_time_parse(text, &parsed))
        return false;
    *seconds = parsed.seconds;
    return true;
}

bool ws_security_is_fresh(const xmlNode *security, int64_t now)
{
    const xmlNode *timestamp = xml_child(security, "Timestamp");
    int64_t created, expires;

    return timestamp && read_time(timestamp, "Created", &created) && read_time(timestamp, "Expires", &expires) &&
           created <= now + CLOCK_TOLERANCE && expires > now - CLOCK_TOLERANCE &&
           created > now - MESSAGE_SECONDS - CLOCK_TOLERANCE;
}

/* Of the same kind as the one the request came in by; a server without a back end of its own has none. */
static const struct object *back_end(const struct exchange_call *call)
{
    const char *noun = call->virtual_directory ? object_noun(call->virtual_directory) : "";

    for (const struct object *directory = NULL;
         (directory = snapshot_next(call->snapshot, call->scope, noun, directory));)
        if (text_contains(object_text(directory, "Identity"), "(Exchange Back End)"))
            return directory;
    return NULL;
}

static bool is_intact(const struct exchange_call *call, const struct object *directory)
{
    const struct object *state =
        snapshot_find(call->snapshot, call->scope, "LabWSSecurity", "Identity", object_text(directory, "Identity"));

    return !state || text_equal(object_text(state, "State"), "Working");
}

bool ws_security_works(const struct exchange_call *call)
{
    const struct object *behind = back_end(call);

    if (call->virtual_directory && !is_intact(call, call->virtual_directory))
        return false;
    return !behind || (object_flag(behind, "WSSecurityAuthentication", false) && is_intact(call, behind));
}

void ws_security_fault(struct answer *answer, enum security_fault fault)
{
    static const struct {
        const char *code, *text;
    } table[SECURITY_FAULT_COUNT] = {
        [SECURITY_INVALID] = {"InvalidSecurity", "An error occurred when verifying security for the message."},
        [SECURITY_INVALID_TOKEN] = {"InvalidSecurityToken",
                                    "An error occurred when processing the security tokens in the message."},
    };
    CLEANUP(cleanup_string)
    char *body = text_format(
        "<s:Envelope xmlns:s=\"" NS_SOAP11 "\"><s:Body><s:Fault><faultcode xmlns:a=\"" NS_WSSE
        "\">a:%s</faultcode><faultstring xml:lang=\"en-US\">%s</faultstring></s:Fault></s:Body></s:Envelope>",
        table[fault].code, table[fault].text);

    answer_set(answer, 500, CONTENT_TYPE_XML, body);
}
