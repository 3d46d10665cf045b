/* SPDX-License-Identifier: MIT */
/* Which requests are part of a look-up, and what their answers say of it. */
#include "lookups.h"

#include "answer/answer.h"
#include "answer/refusal.h"
#include "base/cleanup.h"
#include "base/text.h"
#include "ntlm/ntlm.h"
#include "vocabulary/exchange_names.h"
#include "xml/xml.h"

#include <jansson.h>
#include <string.h>

struct judged {
    const struct transaction *transaction;
    struct lookup *lookup;
    lookup_function *found;
    void *context;
};

static void judge_availability(struct judged *judged, const struct reply *reply);
static void judge_settings(struct judged *judged, const struct reply *reply);
static void judge_pox(struct judged *judged, const struct reply *reply);
static void judge_trust(struct judged *judged, const struct reply *reply);
static void judge_token(struct judged *judged, const struct reply *reply);
static void judge_schedule(struct judged *judged, const struct reply *reply);

/* Which requests are part of a look-up: the first whose path stands in the URL. */
static const struct lookup_request {
    const char *path;
    enum hop step;
    enum way way;
    void (*judge)(struct judged *judged, const struct reply *reply);
} requests[] = {
    {PATH_EWS_WSSECURITY, HOP_AVAILABILITY, WAY_DAUTH, judge_availability},
    {PATH_EWS, HOP_AVAILABILITY, WAY_NONE, judge_availability},
    {PATH_AUTODISCOVER_WSSECURITY, HOP_AUTODISCOVER, WAY_DAUTH, judge_settings},
    {PATH_AUTODISCOVER_SOAP, HOP_AUTODISCOVER, WAY_NONE, judge_settings},
    {PATH_AUTODISCOVER_POX, HOP_AUTODISCOVER, WAY_NONE, judge_pox},
    {PATH_EXTSTS, HOP_TOKEN, WAY_DAUTH, judge_trust},
    {PATH_GET_SCHEDULE, HOP_AVAILABILITY, WAY_GRAPH, judge_schedule},
    {"/tokens/OAuth/2", HOP_TOKEN, WAY_OAUTH, judge_token},
    {"/oauth2/token", HOP_TOKEN, WAY_OAUTH, judge_token},
    {"/oauth2/v2.0/token", HOP_TOKEN, WAY_OAUTH, judge_token},
};

static const struct lookup_request *request_of(const char *url)
{
    CLEANUP(cleanup_string) char *path = url ? text_format("%.*s", (int)strcspn(url, "?#"), url) : NULL;

    for (size_t i = 0; path && i < ARRAY_SIZE(requests); i++)
        if (strcasestr(path, requests[i].path))
            return &requests[i];
    return NULL;
}

/* A look-up whose only record is a copy of the answer's head. */
static struct lookup *copy_head(const struct transaction *transaction, enum hop step, enum way way)
{
    struct lookup *const lookup = lookup_new(NULL, NULL);
    struct evidence *const record = lookup_add(lookup, step, step);
    const struct http_message *const answer = &transaction->answer;
    const char *const login = headers_get(&transaction->request.headers, "Authorization");

    lookup->way = way == WAY_NONE && text_starts(login, "Bearer") ? WAY_OAUTH : way;
    record->http_status = answer->status;
    record->headers_unknown = answer->some_headers;
    evidence_set(&record->reason, answer->reason);
    evidence_set(&record->url, transaction->request.target);
    evidence_set(&record->party, way == WAY_GRAPH ? GRAPH_HOST : NULL);
    for (size_t i = 0; i < answer->headers.count; i++)
        evidence_add_header(record, answer->headers.items[i].name, answer->headers.items[i].value);
    return lookup;
}

static void give(struct judged *judged)
{
    judged->found(judged->context, TAKE(judged->lookup));
}

static struct evidence *record_of(const struct judged *judged)
{
    return &judged->lookup->evidence[0];
}

/* What is said of a body holds only if all of the body is there. */
static bool is_certain(const struct judged *judged)
{
    const enum outcome outcome = record_of(judged)->outcome;
    const bool of_body =
        outcome == OUTCOME_CONTENT_TYPE || outcome == OUTCOME_NOT_XML || outcome == OUTCOME_UNEXPECTED_ANSWER;

    return !of_body || judged->transaction->answer.whole;
}

/* Was that the last message of NTLM, and refused? Servers answer the first with 401, too. */
static bool is_refused_log_on(const struct judged *judged)
{
    const char *const login = headers_get(&judged->transaction->request.headers, "Authorization");
    const char *const message = login ? strchr(login, ' ') : NULL;
    CLEANUP(cleanup_string) char *bytes = NULL;
    size_t length = 0;

    return record_of(judged)->http_status == 401 && message &&
           (text_starts(login, "NTLM ") || text_starts(login, "Negotiate ")) &&
           ntlm_read(message + 1, &bytes, &length) == NTLM_AUTHENTICATE;
}

/* The document of a good answer; NULL: it is a failure, which has been given. */
static xmlDoc *read_document(struct judged *judged, enum answer_kind kind, const struct reply *reply)
{
    xmlDoc *const document = answer_read(kind, reply, record_of(judged));

    if (is_refused_log_on(judged))
        record_of(judged)->outcome = OUTCOME_LOG_ON_REFUSED;
    if (!document && is_certain(judged))
        give(judged);
    return document;
}

/* Every address has its answer. */
static void judge_availability(struct judged *judged, const struct reply *reply)
{
    CLEANUP(xml_free) xmlDoc *document = read_document(judged, ANSWER_SOAP, reply);
    const xmlNode *whole;

    if (!document)
        return;
    whole = xml_find(xmlDocGetRootElement(document), "Body/GetUserAvailabilityResponse");
    for (const xmlNode *response = xml_find(whole, "FreeBusyResponseArray/FreeBusyResponse"); response;
         response = xml_next(response, "FreeBusyResponse")) {
        const xmlNode *const message = xml_child(response, "ResponseMessage");
        struct judged one = *judged;
        if (!refusal_is_message(message))
            continue;
        one.lookup = copy_head(judged->transaction, HOP_AVAILABILITY, judged->lookup->way);
        refusal_read_message(record_of(&one), reply, message);
        give(&one);
    }
}

static bool is_refused(const xmlNode *where)
{
    CLEANUP(cleanup_string) char *code = xml_text_at(where, "ErrorCode");

    return code && !text_equal(code, "NoError") && !text_starts(code, "Redirect");
}

static void judge_settings(struct judged *judged, const struct reply *reply)
{
    CLEANUP(xml_free) xmlDoc *document = read_document(judged, ANSWER_SOAP, reply);
    const xmlNode *const root = document ? xmlDocGetRootElement(document) : NULL;
    const xmlNode *const response = xml_find(root, "Body/GetUserSettingsResponseMessage/Response");
    const xmlNode *const user = xml_find(response, "UserResponses/UserResponse");
    const xmlNode *const setting = xml_find(user, "UserSettingErrors/UserSettingError");
    const xmlNode *const refused[] = {response, user, setting};

    for (size_t i = 0; i < ARRAY_SIZE(refused) && judged->lookup; i++)
        if (is_refused(refused[i])) {
            refusal_read_settings(record_of(judged), reply, refused[i]);
            give(judged);
        }
}

/* Outlook tries addresses until one answers; only a server's request is a look-up's. */
static void judge_pox(struct judged *judged, const struct reply *reply)
{
    const char *const agent = headers_get(&judged->transaction->request.headers, "User-Agent");
    CLEANUP(xml_free)
    xmlDoc *document = !agent || text_starts(agent, "AS") ? read_document(judged, ANSWER_PLAIN, reply) : NULL;
    const xmlNode *const error = document ? xml_find(xmlDocGetRootElement(document), "Response/Error") : NULL;

    if (error) {
        refusal_read_pox(record_of(judged), reply, error);
        give(judged);
    }
}

static void judge_trust(struct judged *judged, const struct reply *reply)
{
    xmlDoc *document = read_document(judged, ANSWER_TRUST, reply);

    xml_free(&document);
}

struct lookup *lookup_of_token_error(const char *error, const char *description)
{
    struct lookup *const lookup = lookup_new(NULL, NULL);
    struct evidence *const record = lookup_add(lookup, HOP_TOKEN, HOP_TOKEN);

    lookup->way = WAY_OAUTH;
    record->headers_unknown = true;
    record->outcome = OUTCOME_ERROR_RESPONSE;
    evidence_set(&record->fault_code, error);
    evidence_set(&record->fault_text, description);
    return lookup;
}

static void judge_token(struct judged *judged, const struct reply *reply)
{
    json_t *const json = json_loadb(reply->body, reply->length, 0, NULL);
    const char *const error = json_string_value(json_object_get(json, "error"));
    struct evidence *const record = record_of(judged);

    if (error) {
        evidence_set(&record->fault_code, error);
        evidence_set(&record->fault_text, json_string_value(json_object_get(json, "error_description")));
        answer_refuse(record, reply, OUTCOME_ERROR_RESPONSE);
    } else if (record->http_status >= 300) {
        answer_refuse(record, reply, OUTCOME_HTTP_STATUS);
    }
    if (record->outcome != OUTCOME_OK)
        give(judged);
    json_decref(json);
}

/* {"error": {"code": "ErrorAccessDenied", "message": "..."}}; errors of single recipients are read as texts. */
static void judge_schedule(struct judged *judged, const struct reply *reply)
{
    json_t *const json = json_loadb(reply->body, reply->length, 0, NULL);
    const json_t *const error = json_object_get(json, "error");
    struct evidence *const record = record_of(judged);

    evidence_set(&record->fault_code, json_string_value(json_object_get(error, "code")));
    evidence_set(&record->fault_text, json_string_value(json_object_get(error, "message")));
    if (record->http_status >= 300) {
        answer_refuse(record, reply, OUTCOME_HTTP_STATUS);
        give(judged);
    }
    json_decref(json);
}

/* Clients ask EWS for much else, and ask with GET what a browser shows. */
static bool is_lookup(const struct http_message *asked, const struct lookup_request *request)
{
    static const char wanted[] = "GetUserAvailability";
    const char *const action = headers_get(&asked->headers, "SOAPAction");

    if (asked->method && !text_equal(asked->method, "POST"))
        return false;
    if (request->judge != judge_availability || (!action && asked->body_length == 0))
        return true;
    return text_contains(action, wanted) ||
           (asked->body_length > 0 && memmem(asked->body, asked->body_length, wanted, strlen(wanted)));
}

static void judge(const struct transaction *transaction, const struct lookup_request *request, lookup_function *found,
                  void *context)
{
    const struct http_message *const answer = &transaction->answer;
    const struct reply reply = {(char *)(answer->body ? answer->body : ""), answer->body_length};
    struct judged judged = {transaction, copy_head(transaction, request->step, request->way), found, context};

    request->judge(&judged, &reply);
    lookup_free(&judged.lookup);
}

void lookups_of_transaction(const struct transaction *transaction, lookup_function *found, void *context)
{
    const struct lookup_request *const request = request_of(transaction->request.target);

    if (request && is_lookup(&transaction->request, request))
        judge(transaction, request, found, context);
}

struct lookup *lookup_of_status(const char *url, int status, bool kernel)
{
    struct header server = {(char *)"Server", (char *)"Microsoft-HTTPAPI/2.0"};
    const struct lookup_request *const request = request_of(url);
    const struct transaction transaction = {
        .request = {.target = (char *)url},
        .answer = {.status = status, .headers = {&server, kernel}, .some_headers = true}};
    struct lookup *lookup;

    if (!request)
        return NULL;
    lookup = copy_head(&transaction, request->step, request->way);
    lookup->evidence[0].outcome = OUTCOME_HTTP_STATUS;
    return lookup;
}

void lookups_of_envelope(const char *text, size_t length, lookup_function *found, void *context)
{
    /* a namespace or a name that only one of the services uses */
    static const struct {
        const char *name, *path;
    } signs[] = {{NS_PSF, PATH_EXTSTS},
                 {NS_TRUST, PATH_EXTSTS},
                 {NS_AUTODISCOVER, PATH_AUTODISCOVER_SOAP},
                 {"GetUserAvailabilityResponse", PATH_EWS}};
    struct header type = {(char *)"Content-Type", (char *)CONTENT_TYPE_XML};
    const struct transaction transaction = {
        .answer = {.status = 200, .headers = {&type, 1}, .some_headers = true, .body = text, .body_length = length}};

    for (size_t i = 0; i < ARRAY_SIZE(signs); i++)
        if (memmem(text, length, signs[i].name, strlen(signs[i].name))) {
            judge(&transaction, request_of(signs[i].path), found, context);
            return;
        }
}
