/* SPDX-License-Identifier: MIT */
/* SOAP Autodiscover: GetUserSettings, its redirections and its errors. */
#include "discover.h"

#include "answer/answer.h"
#include "answer/refusal.h"
#include "base/cleanup.h"
#include "base/text.h"
#include "flow/transport/envelope.h"
#include "vocabulary/exchange_names.h"
#include "xml/xml.h"

#include <string.h>

#define ACTION ACTION_AUTODISCOVER_PREFIX "GetUserSettings"
#define SETTING "ExternalEwsUrl"

static char *make_request(const struct flow *flow)
{
    struct envelope envelope;

    envelope_begin(&envelope);
    fputs("<a:RequestedServerVersion xmlns:a=\"" NS_AUTODISCOVER "\">Exchange2010</a:RequestedServerVersion>",
          envelope.output);
    envelope_address(&envelope, ACTION, flow->route.discovery_url);
    envelope_secure(&envelope, flow->credentials.security);
    envelope_body(&envelope);
    fputs("<a:GetUserSettingsRequestMessage xmlns:a=\"" NS_AUTODISCOVER "\"><a:Request><a:Users><a:User>",
          envelope.output);
    envelope_put(envelope.output, "a:Mailbox", flow->route.target);
    fputs("</a:User></a:Users><a:RequestedSettings><a:Setting>" SETTING "</a:Setting><a:Setting>InternalEwsUrl"
          "</a:Setting></a:RequestedSettings></a:Request></a:GetUserSettingsRequestMessage>",
          envelope.output);
    return envelope_end(&envelope);
}

static enum discovery redirect(struct flow *flow, char **field, const char *value)
{
    if (!value || !*value || text_equal(*field, value) || ++flow->redirections > DISCOVER_REDIRECTIONS)
        return DISCOVERY_FAILED;
    evidence_set(field, value);
    return DISCOVERY_AGAIN;
}

enum discovery discover_other_address(struct flow *flow, const char *address)
{
    return redirect(flow, &flow->route.target, address);
}

enum discovery discover_other_url(struct flow *flow, const char *url)
{
    if (text_starts(flow->route.discovery_url, "https:") && !text_starts(url, "https:"))
        return DISCOVERY_FAILED;
    if (flow->trusts && !flow->trusts(flow, url))
        return DISCOVERY_FAILED;
    return redirect(flow, &flow->route.discovery_url, url);
}

enum discovery discover_follow(struct flow *flow, const struct evidence *record)
{
    const bool moved = record->http_status == 301 || record->http_status == 302;

    return moved ? discover_other_url(flow, evidence_header(record, "Location")) : DISCOVERY_FAILED;
}

static enum discovery refuse(struct evidence *record, const struct reply *reply, const xmlNode *where)
{
    refusal_read_settings(record, reply, where);
    return DISCOVERY_FAILED;
}

static bool is_code(const xmlNode *where, const char *code)
{
    CLEANUP(cleanup_string) char *text = xml_text_at(where, "ErrorCode");

    return text_equal(text, code);
}

/* The child of a list whose `name` element has that text. */
static const xmlNode *find_item(const xmlNode *list, const char *name, const char *value)
{
    for (const xmlNode *item = xml_first(list); item; item = xml_next(item, NULL)) {
        CLEANUP(cleanup_string) char *text = xml_text_at(item, name);
        if (text_equal(text, value))
            return item;
    }
    return NULL;
}

static enum discovery read_settings(struct flow *flow, struct evidence *record, const struct reply *reply,
                                    const xmlNode *user)
{
    const xmlNode *error = find_item(xml_child(user, "UserSettingErrors"), "SettingName", SETTING);
    char *url = xml_text_at(find_item(xml_child(user, "UserSettings"), "Name", SETTING), "Value");

    if (url && *url) {
        flow->route.ews_url = url;
        return DISCOVERY_DONE;
    }
    free(url);
    if (error)
        return refuse(record, reply, error);
    answer_refuse(record, reply, OUTCOME_UNEXPECTED_ANSWER);
    evidence_set(&record->fault_setting, SETTING);
    return DISCOVERY_FAILED;
}

static enum discovery read_user(struct flow *flow, struct evidence *record, const struct reply *reply,
                                const xmlNode *user)
{
    CLEANUP(cleanup_string) char *target = xml_text_at(user, "RedirectTarget");

    if (is_code(user, "NoError"))
        return read_settings(flow, record, reply, user);
    if (is_code(user, "RedirectAddress") && discover_other_address(flow, target) == DISCOVERY_AGAIN)
        return DISCOVERY_AGAIN;
    if (is_code(user, "RedirectUrl") && discover_other_url(flow, target) == DISCOVERY_AGAIN)
        return DISCOVERY_AGAIN;
    return refuse(record, reply, user);
}

static enum discovery read_response(struct flow *flow, struct evidence *record, const struct reply *reply,
                                    const xmlNode *root)
{
    const xmlNode *response = xml_find(root, "Body/GetUserSettingsResponseMessage/Response");
    const xmlNode *user = xml_find(response, "UserResponses/UserResponse");

    if (response && !is_code(response, "NoError") && xml_child(response, "ErrorCode"))
        return refuse(record, reply, response);
    if (user)
        return read_user(flow, record, reply, user);
    answer_refuse(record, reply, OUTCOME_UNEXPECTED_ANSWER);
    return DISCOVERY_FAILED;
}

enum discovery discover_soap(struct flow *flow)
{
    CLEANUP(cleanup_string) char *url = text_copy(flow->route.discovery_url), *body = make_request(flow);
    CLEANUP(reply_clear) struct reply reply = {0};
    CLEANUP(xml_free) xmlDoc *document = NULL;
    struct transport_query query = flow_query(flow, HOP_AUTODISCOVER, url);
    struct evidence *record;

    query.action = ACTION;
    query.body = body;
    record = transport_ask(flow->transport, flow->lookup, &query, &reply);
    if (record->outcome != OUTCOME_OK)
        return DISCOVERY_FAILED;
    if (discover_follow(flow, record) == DISCOVERY_AGAIN)
        return DISCOVERY_AGAIN;
    document = answer_read(ANSWER_SOAP, &reply, record);
    return document ? read_response(flow, record, &reply, xmlDocGetRootElement(document)) : DISCOVERY_FAILED;
}
