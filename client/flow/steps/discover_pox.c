/* SPDX-License-Identifier: MIT */
/* POX Autodiscover (autodiscover.xml): the EWS address of a mailbox, its redirections and its errors. */
#include "answer/answer.h"
#include "answer/refusal.h"
#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "discover.h"
#include "flow/transport/envelope.h"
#include "vocabulary/exchange_names.h"
#include "xml/xml.h"

#include <string.h>

static char *make_request(const struct flow *flow)
{
    char *text = NULL;
    size_t length;
    FILE *output = text_stream(&text, &length);

    fputs("<?xml version=\"1.0\" encoding=\"utf-8\"?><Autodiscover xmlns=\"" NS_POX_REQUEST "\"><Request>", output);
    envelope_put(output, "EMailAddress", flow->route.target);
    fputs("<AcceptableResponseSchema>" NS_POX_RESPONSE "</AcceptableResponseSchema></Request></Autodiscover>", output);
    text_stream_close(output);
    return text;
}

static enum discovery refuse(struct evidence *record, const struct reply *reply, const xmlNode *error)
{
    refusal_read_pox(record, reply, error);
    return DISCOVERY_FAILED;
}

/* ASUrl is the availability service's own; EwsUrl is its later name. */
static char *find_url(const xmlNode *account)
{
    static const char *const names[] = {"ASUrl", "EwsUrl"};

    for (size_t i = 0; i < ARRAY_SIZE(names); i++)
        for (const xmlNode *protocol = xml_child(account, "Protocol"); protocol;
             protocol = xml_next(protocol, "Protocol")) {
            char *url = xml_text_at(protocol, names[i]);
            if (url && *url)
                return url;
            free(url);
        }
    return NULL;
}

static enum discovery read_account(struct flow *flow, struct evidence *record, const struct reply *reply,
                                   const xmlNode *account)
{
    CLEANUP(cleanup_string) char *address = xml_text_at(account, "RedirectAddr");
    CLEANUP(cleanup_string) char *url = xml_text_at(account, "RedirectUrl");

    flow->route.ews_url = find_url(account);
    if (flow->route.ews_url)
        return DISCOVERY_DONE;
    if (discover_other_address(flow, address) == DISCOVERY_AGAIN || discover_other_url(flow, url) == DISCOVERY_AGAIN)
        return DISCOVERY_AGAIN;
    if (!address && !url) /* settings, and the one that matters is not among them */
        evidence_set(&record->fault_setting, "ASUrl");
    return refuse(record, reply, NULL);
}

enum discovery discover_pox(struct flow *flow)
{
    CLEANUP(cleanup_string) char *url = text_copy(flow->route.discovery_url), *body = make_request(flow);
    CLEANUP(reply_clear) struct reply reply = {0};
    CLEANUP(xml_free) xmlDoc *document = NULL;
    struct transport_query query = flow_query(flow, HOP_AUTODISCOVER, url);
    struct evidence *record;
    const xmlNode *response;

    query.body = body;
    record = flow_ask(flow, &query, &reply);
    if (record->outcome != OUTCOME_OK)
        return DISCOVERY_FAILED;
    if (discover_follow(flow, record) == DISCOVERY_AGAIN)
        return DISCOVERY_AGAIN;
    document = answer_read(ANSWER_PLAIN, &reply, record);
    if (!document)
        return DISCOVERY_FAILED;
    response = xml_child(xmlDocGetRootElement(document), "Response");
    if (xml_child(response, "Account"))
        return read_account(flow, record, &reply, xml_child(response, "Account"));
    return refuse(record, &reply, xml_child(response, "Error"));
}
