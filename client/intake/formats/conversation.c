/* SPDX-License-Identifier: MIT */
#include "conversation.h"

#include "answer/answer.h"
#include "answer/refusal.h"
#include "base/cleanup.h"
#include "base/text.h"
#include "vocabulary/exchange_names.h"
#include "xml/xml.h"

#include <jansson.h>
#include <string.h>

struct judged {
    const struct conversation *conversation;
    struct lookup *lookup;
    lookup_function *found;
    void *context;
};

static void judge_availability(struct judged *judged, const struct reply *reply);
static void judge_settings(struct judged *judged, const struct reply *reply);
static void judge_pox(struct judged *judged, const struct reply *reply);
static void judge_trust(struct judged *judged, const struct reply *reply);
static void judge_token(struct judged *judged, const struct reply *reply);

/* Which requests are part of a look-up: the first whose path stands in the URL. */
static const struct part {
    const char *path;
    enum hop step;
    enum way way;
    void (*judge)(struct judged *judged, const struct reply *reply);
} parts[] = {
    {PATH_EWS_WSSECURITY, HOP_AVAILABILITY, WAY_DAUTH, judge_availability},
    {PATH_EWS, HOP_AVAILABILITY, WAY_NONE, judge_availability},
    {PATH_AUTODISCOVER_WSSECURITY, HOP_AUTODISCOVER, WAY_DAUTH, judge_settings},
    {PATH_AUTODISCOVER_SOAP, HOP_AUTODISCOVER, WAY_NONE, judge_settings},
    {PATH_AUTODISCOVER_POX, HOP_AUTODISCOVER, WAY_NONE, judge_pox},
    {PATH_EXTSTS, HOP_TOKEN, WAY_DAUTH, judge_trust},
    {"/tokens/OAuth/2", HOP_TOKEN, WAY_OAUTH, judge_token},
    {"/oauth2/token", HOP_TOKEN, WAY_OAUTH, judge_token},
    {"/oauth2/v2.0/token", HOP_TOKEN, WAY_OAUTH, judge_token},
};

static const struct part *part_of(const char *url)
{
    CLEANUP(cleanup_string) char *path = url ? text_format("%.*s", (int)strcspn(url, "?#"), url) : NULL;

    for (size_t i = 0; path && i < ARRAY_SIZE(parts); i++)
        if (strcasestr(path, parts[i].path))
            return &parts[i];
    return NULL;
}

enum hop conversation_step(const char *url)
{
    const struct part *const part = part_of(url);

    return part ? part->step : HOP_COUNT;
}

/* A look-up whose only record is a copy of the answer's head. */
static struct lookup *copy_head(const struct conversation *conversation, enum hop step, enum way way)
{
    struct lookup *const lookup = lookup_new(NULL, NULL);
    struct evidence *const record = lookup_add(lookup, step, step);
    const struct evidence *const answer = conversation->answer;
    const char *const login = conversation->request ? evidence_header(conversation->request, "Authorization") : NULL;

    lookup->way = way == WAY_NONE && text_starts(login, "Bearer") ? WAY_OAUTH : way;
    record->http_status = answer->http_status;
    record->headers_unknown = answer->headers_unknown;
    evidence_set(&record->reason, answer->reason);
    evidence_set(&record->url, conversation->url);
    for (size_t i = 0; i < answer->header_count; i++)
        evidence_add_header(record, answer->headers[i].name, answer->headers[i].value);
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

    return !of_body || judged->conversation->whole;
}

/* The document of a good answer; NULL: it is a failure, which has been given. */
static xmlDoc *read_document(struct judged *judged, enum answer_kind kind, const struct reply *reply)
{
    xmlDoc *const document = answer_read(kind, reply, record_of(judged));

    if (!document && is_certain(judged))
        give(judged);
    return document;
}

/* Every address has its answer. */
static void judge_availability(struct judged *judged, const struct reply *reply)
{
    CLEANUP(xml_free) xmlDoc *document = read_document(judged, ANSWER_SOAP, reply);
    const xmlNode *const root = document ? xmlDocGetRootElement(document) : NULL;
    const xmlNode *const whole = xml_find(root, "Body/GetUserAvailabilityResponse");

    for (const xmlNode *response = xml_find(whole, "FreeBusyResponseArray/FreeBusyResponse"); response;
         response = xml_next(response, "FreeBusyResponse")) {
        const xmlNode *const message = xml_child(response, "ResponseMessage");
        struct judged one = *judged;
        if (!refusal_is_message(message))
            continue;
        one.lookup = copy_head(judged->conversation, HOP_AVAILABILITY, judged->lookup->way);
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
    const struct evidence *const request = judged->conversation->request;
    const char *const agent = request ? evidence_header(request, "User-Agent") : NULL;
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

struct lookup *conversation_token_error(const char *error, const char *description)
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

/* Clients ask EWS for much else, and ask with GET what a browser shows. */
static bool is_lookup(const struct conversation *conversation, const struct part *part)
{
    const char *const action = conversation->request ? evidence_header(conversation->request, "SOAPAction") : NULL;
    const bool asked = conversation->question_length > 0;

    if (conversation->method && !text_equal(conversation->method, "POST"))
        return false;
    if (part->judge != judge_availability || (!action && !asked))
        return true;
    return text_contains(action, "GetUserAvailability") ||
           (asked && memmem(conversation->question, conversation->question_length, "GetUserAvailability", 19));
}

static void judge(const struct conversation *conversation, const struct part *part, lookup_function *found,
                  void *context)
{
    const struct reply reply = {(char *)(conversation->body ? conversation->body : ""), conversation->length};
    struct judged judged = {conversation, copy_head(conversation, part->step, part->way), found, context};

    part->judge(&judged, &reply);
    lookup_free(&judged.lookup);
}

void conversation_read(const struct conversation *conversation, lookup_function *found, void *context)
{
    const struct part *const part = part_of(conversation->url);

    if (part && is_lookup(conversation, part))
        judge(conversation, part, found, context);
}

void conversation_read_envelope(const char *text, size_t length, lookup_function *found, void *context)
{
    /* a namespace or a name that only one of the services uses */
    static const struct {
        const char *name, *path;
    } signs[] = {{NS_PSF, PATH_EXTSTS},
                 {NS_TRUST, PATH_EXTSTS},
                 {NS_AUTODISCOVER, PATH_AUTODISCOVER_SOAP},
                 {"GetUserAvailabilityResponse", PATH_EWS}};
    struct evidence_header type = {(char *)"Content-Type", (char *)CONTENT_TYPE_XML};
    const struct evidence answer = {.http_status = 200, .headers = &type, .header_count = 1, .headers_unknown = true};
    const struct conversation conversation = {.answer = &answer, .body = text, .length = length};

    for (size_t i = 0; i < ARRAY_SIZE(signs); i++)
        if (memmem(text, length, signs[i].name, strlen(signs[i].name))) {
            judge(&conversation, part_of(signs[i].path), found, context);
            return;
        }
}
