/* SPDX-License-Identifier: MIT */
/* autodiscover.xml: the older protocol, plain XML by POST. */
#include "base/cleanup.h"
#include "base/date_time.h"
#include "base/guid.h"
#include "base/text.h"
#include "endpoints.h"
#include "exchange/common/exchange_state.h"
#include "exchange/common/server.h"
#include "exchange/common/soap.h"
#include "exchange/login/caller.h"
#include "pox_protocols.h"
#include "settings.h"
#include "vocabulary/exchange_names.h"
#include "xml/xml.h"

#include <string.h>

#define DECLARATION "<?xml version=\"1.0\" encoding=\"utf-8\"?>"

enum failure { FAILURE_NOT_FOUND, FAILURE_INVALID_REQUEST, FAILURE_NO_PROVIDER };

static const struct {
    int code;
    const char *message;
} failures[] = {
    [FAILURE_NOT_FOUND] = {500, "The email address can't be found."},
    [FAILURE_INVALID_REQUEST] = {600, "Invalid Request"},
    [FAILURE_NO_PROVIDER] = {601, "Provider is not available"},
};

static unsigned hash(const char *text)
{
    unsigned value = 2166136261u;

    for (; *text; text++)
        value = (value ^ (unsigned char)*text) * 16777619u;
    return value;
}

static void fail(const struct exchange_call *call, struct answer *answer, enum failure failure)
{
    const int64_t time = scope_now(call->snapshot, call->scope) % DAY;
    struct soap_reply reply;

    soap_reply_open(&reply);
    fprintf(reply.output,
            DECLARATION "<Autodiscover xmlns=\"" NS_POX_ERROR "\"><Response><Error Time=\"%02d:%02d:%02d.%07u\" "
                        "Id=\"%u\"><ErrorCode>%d</ErrorCode><Message>%s</Message><DebugData/></Error></Response>"
                        "</Autodiscover>",
            (int)(time / HOUR), (int)(time / MINUTE % 60), (int)(time % 60), 0u, hash(server_name(call)),
            failures[failure].code, failures[failure].message);
    soap_reply_send(&reply, answer, 200);
}

static void begin(struct soap_reply *reply)
{
    soap_reply_open(reply);
    fputs(DECLARATION "<Autodiscover xmlns=\"" NS_POX_ERROR "\"><Response xmlns=\"" NS_POX_RESPONSE "\">",
          reply->output);
}

static void finish(struct soap_reply *reply, struct answer *answer)
{
    fputs("</Account></Response></Autodiscover>", reply->output);
    soap_reply_send(reply, answer, 200);
}

static void redirect(struct answer *answer, const char *target)
{
    struct soap_reply reply;

    begin(&reply);
    fputs("<Account><Action>redirectAddr</Action>", reply.output);
    xml_put_element(reply.output, "RedirectAddr", target);
    finish(&reply, answer);
}

static void write_user(const struct exchange_call *call, const struct object *mailbox, FILE *output)
{
    CLEANUP(cleanup_string) char *legacy = recipient_legacy_name(call, mailbox);
    char guid[GUID_SIZE];

    fputs("<User>", output);
    xml_put_element(output, "DisplayName", object_text(mailbox, "Name"));
    xml_put_element(output, "LegacyDN", legacy);
    xml_put_element(output, "AutoDiscoverSMTPAddress", object_text(mailbox, "PrimarySmtpAddress"));
    xml_put_element(output, "DeploymentId", guid_of_text(call->scope, guid));
    fputs("</User>", output);
}

static void describe(const struct exchange_call *call, const struct object *mailbox, struct answer *answer)
{
    struct soap_reply reply;

    begin(&reply);
    write_user(call, mailbox, reply.output);
    fprintf(reply.output,
            "<Account><AccountType>email</AccountType><Action>settings</Action><MicrosoftOnline>%s</MicrosoftOnline>",
            server_is_cloud(call) ? "True" : "False");
    pox_protocols_write(call, mailbox, reply.output);
    finish(&reply, answer);
}

/* A request names the mailbox by its address, or in its place by the name that directories of old gave it. NULL: by neither;
 * the caller frees it. */
static char *asked_for(const struct exchange_call *call, const xmlNode *root)
{
    CLEANUP(cleanup_string) char *address = xml_text_at(root, "Request/EMailAddress");
    CLEANUP(cleanup_string) char *legacy = xml_text_at(root, "Request/LegacyDN");

    if ((address && *address) || !legacy || !*legacy)
        return TAKE(address);
    for (const struct object *mailbox = NULL;
         (mailbox = snapshot_next(call->snapshot, call->scope, "Mailbox", mailbox));) {
        CLEANUP(cleanup_string) char *name = recipient_legacy_name(call, mailbox);
        if (text_equal(name, legacy))
            return text_copy(object_text(mailbox, "PrimarySmtpAddress"));
    }
    return TAKE(legacy);
}

static void answer_request(const struct exchange_call *call, const struct caller *caller, struct answer *answer)
{
    const xmlDoc *document = exchange_envelope(call);
    const xmlNode *root = document ? xmlDocGetRootElement((xmlDoc *)document) : NULL;
    CLEANUP(cleanup_string) char *address = asked_for(call, root);
    CLEANUP(cleanup_string) char *schema = xml_text_at(root, "Request/AcceptableResponseSchema");
    const struct object *recipient = address && *address ? autodiscover_recipient(call, caller, address) : NULL;
    const char *elsewhere = recipient_redirect(recipient, address);

    if (!xml_is(root, NS_POX_REQUEST, "Autodiscover") || !address || !*address || !schema)
        fail(call, answer, FAILURE_INVALID_REQUEST);
    else if (strcmp(schema, NS_POX_RESPONSE) != 0)
        fail(call, answer, FAILURE_NO_PROVIDER);
    else if (recipient && text_equal(object_noun(recipient), "Mailbox"))
        describe(call, recipient, answer);
    else if (*elsewhere)
        redirect(answer, elsewhere);
    else
        fail(call, answer, FAILURE_NOT_FOUND);
}

/* Which other endpoints there are; clients read it off any answer, even a 401. */
static void advertise(const struct exchange_call *call, struct answer *answer)
{
    const struct object *directory = call->virtual_directory;

    if (!server_is_exchange(call))
        return;
    headers_set(&answer->headers, "X-SOAP-Enabled", "True");
    if (directory && object_flag(directory, "WSSecurityAuthentication", false))
        headers_set(&answer->headers, "X-WSSecurity-Enabled", "True");
    if (!directory || object_flag(directory, "OAuthAuthentication", false))
        headers_set(&answer->headers, "X-OAuth-Enabled", "True");
}

void pox_answer(const struct exchange_call *call, struct answer *answer)
{
    struct caller caller;

    if (caller_authenticate(call, &caller, answer))
        answer_request(call, &caller, answer);
    advertise(call, answer);
}
