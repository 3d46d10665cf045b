/* SPDX-License-Identifier: MIT */
/* Test-OrganizationRelationship, step by step: the first that fails ends it. */
#include "answer/answer.h"
#include "base/cleanup.h"
#include "base/text.h"
#include "checks.h"
#include "flow/lookup/flow_state.h"
#include "flow/tokens/delegation_token.h"
#include "flow/transport/envelope.h"
#include "phrase/phrase.h"
#include "vocabulary/exchange_names.h"
#include "xml/xml.h"

#include <string.h>

struct check {
    struct flow flow;
    xmlDoc *federation, *partner; /* the other side's answers */
};

/* Two operations of Autodiscover that differ in little else than their names. */
static const struct relationship_question {
    const char *operation, *before, *after; /* the domain */
} federation_information = {"GetFederationInformation", "", ""},
  relationship_settings = {"GetOrganizationRelationshipSettings", "<a:Domains>", "</a:Domains>"};

static char *make_request(const struct flow *flow, const struct relationship_question *question, const char *url,
                          const char *domain)
{
    CLEANUP(cleanup_string) char *action = text_format(ACTION_AUTODISCOVER_PREFIX "%s", question->operation);
    struct envelope envelope;

    envelope_begin(&envelope);
    fputs("<a:RequestedServerVersion xmlns:a=\"" NS_AUTODISCOVER "\">Exchange2010</a:RequestedServerVersion>",
          envelope.output);
    envelope_address(&envelope, action, url);
    envelope_secure(&envelope, flow->credentials.security);
    envelope_body(&envelope);
    fprintf(envelope.output, "<a:%sRequestMessage xmlns:a=\"" NS_AUTODISCOVER "\"><a:Request>%s", question->operation,
            question->before);
    envelope_put(envelope.output, "a:Domain", domain);
    fprintf(envelope.output, "%s</a:Request></a:%sRequestMessage>", question->after, question->operation);
    return envelope_end(&envelope);
}

static const xmlNode *response_of(const xmlDoc *document, const struct relationship_question *question)
{
    CLEANUP(cleanup_string) char *path = text_format("Body/%sResponseMessage/Response", question->operation);

    return document ? xml_find(xmlDocGetRootElement(document), path) : NULL;
}

static bool judge(const struct relationship_question *question, const xmlDoc *document, struct evidence *record,
                  const struct reply *reply)
{
    const xmlNode *response = response_of(document, question);
    CLEANUP(cleanup_string) char *code = xml_text_at(response, "ErrorCode");

    if (text_equal(code, "NoError"))
        return true;
    answer_refuse(record, reply, code ? OUTCOME_ERROR_RESPONSE : OUTCOME_UNEXPECTED_ANSWER);
    evidence_set(&record->fault_code, code);
    record->fault_text = xml_text_at(response, "ErrorMessage");
    return false;
}

/* The answer, NULL unless the operation succeeded. */
static xmlDoc *ask(struct flow *flow, const struct relationship_question *question, const char *url, const char *domain)
{
    CLEANUP(cleanup_string) char *action = text_format(ACTION_AUTODISCOVER_PREFIX "%s", question->operation);
    CLEANUP(cleanup_string) char *body = make_request(flow, question, url, domain);
    CLEANUP(reply_clear) struct reply reply = {0};
    CLEANUP(xml_free) xmlDoc *document = NULL;
    struct transport_query query = flow_query(flow, HOP_AUTODISCOVER, url);
    struct evidence *record;

    query.action = action;
    query.body = body;
    record = transport_ask(flow->transport, flow->lookup, &query, &reply);
    if (record->outcome == OUTCOME_OK)
        document = answer_read(ANSWER_SOAP, &reply, record);
    return document && judge(question, document, record, &reply) ? TAKE(document) : NULL;
}

static bool check_user(struct check *check)
{
    struct flow *flow = &check->flow;
    const char *id = flow->route.asker ? object_text(flow->route.asker, "ImmutableId") : "";
    CLEANUP(cleanup_string)
    char *wrong = text_format("The email address \"%s\" isn't correct. Please use this format: user name, the @ sign, "
                              "followed by the domain name. For example, tonysmith@contoso.com or "
                              "tony.smith@contoso.com.",
                              id);

    if (!flow->route.asker)
        return flow_fail(flow, HOP_ROUTE, "", OUTCOME_RECIPIENT_NOT_FOUND, "The mailbox couldn't be found.");
    return !*id || strchr(id, '@') || flow_fail(flow, HOP_ROUTE, "", OUTCOME_ERROR_RESPONSE, wrong);
}

static bool check_federation(struct check *check)
{
    const char *secured = object_text(check->flow.route.by, "TargetAutodiscoverEpr");
    const size_t suffix = text_ends(secured, "/WSSecurity") ? strlen("/WSSecurity") : 0;
    CLEANUP(cleanup_string) char *url = text_format("%.*s", (int)(strlen(secured) - suffix), secured);

    check->federation =
        ask(&check->flow, &federation_information, url, object_text(check->flow.route.by, "DomainNames"));
    return check->federation;
}

static bool differ(struct flow *flow, const char *remote, const char *local)
{
    CLEANUP(cleanup_string)
    char *text = text_format("The TargetApplicationUri of the remote organization doesn't match the local "
                             "ApplicationUri of the Federation Trust object. The remote URI value is %s. The local "
                             "URI value is %s.",
                             remote ? remote : "empty", *local ? local : "empty");

    return flow_fail(flow, HOP_ROUTE, "", OUTCOME_RELATIONSHIP_UNUSABLE, text);
}

static bool check_consistency(struct check *check)
{
    const xmlNode *response = response_of(check->federation, &federation_information);
    const char *wanted = object_text(check->flow.route.by, "TargetApplicationUri");
    CLEANUP(cleanup_string) char *uri = xml_text_at(response, "ApplicationUri");

    return text_equal(uri, wanted) || differ(&check->flow, uri, wanted);
}

static bool check_token(struct check *check)
{
    return delegation_authorize(&check->flow, HOP_AUTODISCOVER, NULL);
}

static bool check_partner(struct check *check)
{
    const char *epr = object_text(check->flow.route.by, "TargetAutodiscoverEpr");
    CLEANUP(cleanup_string)
    char *url = text_ends(epr, "/WSSecurity") ? text_copy(epr) : text_format("%s/WSSecurity", epr);

    check->partner = ask(&check->flow, &relationship_settings, url, text_domain(check->flow.route.requester));
    return check->partner;
}

static bool check_return(struct check *check)
{
    const xmlNode *list =
        xml_child(response_of(check->partner, &relationship_settings), "OrganizationRelationshipSettingsCollection");
    const struct object *trust = flow_object(&check->flow, "FederationTrust");
    const char *own = trust ? object_text(trust, "ApplicationUri") : "";
    CLEANUP(cleanup_string) char *other = NULL;

    for (const xmlNode *settings = xml_first(list); settings; settings = xml_next(settings, NULL)) {
        free(other);
        other = xml_text_at(settings, "TargetApplicationUri");
        if (text_equal(other, own))
            return true;
    }
    return differ(&check->flow, other, own);
}

char *flow_federation_information(const struct flow_settings *settings, const char *url, const char *domain,
                                  struct error *error)
{
    struct flow flow;
    CLEANUP(xml_free) xmlDoc *document = NULL;
    CLEANUP(lookup_free) struct lookup *lookup = NULL;

    flow_open(&flow, settings, "", domain);
    flow.route.target = text_copy(domain);
    document = ask(&flow, &federation_information, url, domain);
    lookup = flow.lookup;
    if (!document) {
        phrase_web_request(lookup);
        error_set(error, "%s", lookup->error_text ? lookup->error_text : "");
    }
    flow_close(&flow);
    return document ? xml_dump((xmlNode *)response_of(document, &federation_information)) : NULL;
}

static bool (*const steps[RELATIONSHIP_STEPS])(struct check *check) = {
    [RELATIONSHIP_USER] = check_user,
    [RELATIONSHIP_FEDERATION] = check_federation,
    [RELATIONSHIP_CONSISTENCY] = check_consistency,
    [RELATIONSHIP_TOKEN] = check_token,
    [RELATIONSHIP_PARTNER] = check_partner,
    [RELATIONSHIP_RETURN] = check_return,
};

static void check_close(struct check *check)
{
    xml_free(&check->federation);
    xml_free(&check->partner);
    flow_close(&check->flow);
}

struct lookup *flow_test_relationship(const struct flow_settings *settings, const char *name, const char *mailbox,
                                      enum relationship_step *failed)
{
    CLEANUP(check_close) struct check check = {0};
    struct flow *flow = &check.flow;

    flow_open(flow, settings, mailbox, mailbox);
    flow->lookup->way = WAY_DAUTH;
    route_ask_as(&flow->route, settings, mailbox);
    flow->route.target = text_copy(mailbox);
    flow->route.by = snapshot_find(settings->organization, settings->scope, "OrganizationRelationship", "Name", name);
    for (*failed = RELATIONSHIP_USER; *failed < RELATIONSHIP_STEPS && steps[*failed](&check);)
        ++*failed;
    flow->lookup->ok = *failed == RELATIONSHIP_STEPS;
    phrase_web_request(flow->lookup);
    return flow->lookup;
}
