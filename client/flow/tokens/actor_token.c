/* SPDX-License-Identifier: MIT */
/* Signs the assertion, posts it to the token service and reads what comes back. */
#include "actor_token.h"

#include "answer/answer.h"
#include "base/cleanup.h"
#include "base/text.h"
#include "flow/lookup/dedicated_app.h"
#include "signing.h"
#include "vocabulary/exchange_names.h"

#include <string.h>
#include <time.h>

#define TOLERANCE_SECONDS 300
#define ASSERTION_SECONDS 3600

static const char *setting(const struct flow *flow, const char *noun, const char *property)
{
    const struct object *object = flow_object(flow, noun);

    return object ? object_text(object, property) : "";
}

/* Is the token service that was chosen the one that names the dedicated app? */
static bool asks_as_app(const struct flow *flow)
{
    return flow->auth_server &&
           flow->auth_server == dedicated_app_server(flow->settings, flow->of_any_domain ? NULL : flow->route.target);
}

const char *actor_token_realm(const struct flow *flow)
{
    const char *realm = setting(flow, "AuthConfig", "Realm");

    return *realm ? realm : setting(flow, "OrganizationConfig", "Realm");
}

static const char *application_of(const struct flow *flow)
{
    const char *application = setting(flow, "AuthConfig", "ServiceName");

    if (asks_as_app(flow))
        return object_text(flow->auth_server, "ApplicationIdentifier");
    return *application ? application : APP_EXCHANGE;
}

char *actor_token_name(const struct flow *flow)
{
    return text_format("%s@%s", application_of(flow), actor_token_realm(flow));
}

/* For EvoSts the application speaks for itself, to the endpoint. */
static json_t *app_claims(const struct flow *flow, json_int_t now)
{
    const char *application = application_of(flow);

    return json_pack("{s:s,s:s,s:s,s:I,s:I}", "iss", application, "sub", application, "aud",
                     object_text(flow->auth_server, "TokenIssuingEndpoint"), "nbf", now - TOLERANCE_SECONDS, "exp",
                     now + ASSERTION_SECONDS);
}

static json_t *principal_claims(const struct flow *flow, json_int_t now)
{
    CLEANUP(cleanup_string) char *name = actor_token_name(flow);
    CLEANUP(cleanup_string)
    char *audience = text_format("%s/%s@%s", APP_TOKEN_SERVICE, TOKEN_SERVICE_HOST, actor_token_realm(flow));

    return json_pack("{s:s,s:s,s:s,s:I,s:I}", "iss", name, "nameid", name, "aud", audience, "nbf",
                     now - TOLERANCE_SECONDS, "exp", now + ASSERTION_SECONDS);
}

static char *make_assertion(const struct flow *flow)
{
    const json_int_t now = time(NULL);

    return signing_sign(flow, setting(flow, "AuthConfig", "CurrentCertificateThumbprint"),
                        asks_as_app(flow) ? app_claims(flow, now) : principal_claims(flow, now));
}

/* Version 2 asks for a scope, version 1 for a resource. */
static char *make_app_form(const struct flow *flow, const char *resource)
{
    const bool second = text_ends(object_text(flow->auth_server, "TokenIssuingEndpoint"), "/v2.0/token");
    CLEANUP(cleanup_string) char *wanted = text_format("%s%s", resource, second ? "/.default" : "");
    CLEANUP(cleanup_string) char *escaped = transport_escape(wanted);
    CLEANUP(cleanup_string) char *type = transport_escape(ASSERTION_JWT_BEARER);

    return text_format("grant_type=%s&client_id=%s&client_assertion_type=%s&client_assertion=%s&%s=%s",
                       GRANT_CLIENT_CREDENTIALS, application_of(flow), type, flow->assertion,
                       second ? "scope" : "resource", escaped);
}

static char *make_form(const char *assertion, const char *resource)
{
    CLEANUP(cleanup_string) char *grant = transport_escape(GRANT_JWT_BEARER);
    CLEANUP(cleanup_string) char *escaped = transport_escape(resource);

    return text_format("grant_type=%s&assertion=%s&resource=%s", grant, assertion, escaped);
}

/* It goes into a header, so it must be what tokens are made of. */
static bool is_token(const char *text)
{
    return text && *text &&
           text[strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=")] == '\0';
}

static char *read_token(struct evidence *record, const struct reply *reply)
{
    json_t *json = json_loadb(reply->body, reply->length, 0, NULL);
    const char *token = json_string_value(json_object_get(json, "access_token"));
    const char *error = json_string_value(json_object_get(json, "error"));
    char *copy = NULL;

    if (error) {
        evidence_set(&record->fault_code, error);
        evidence_set(&record->fault_text, json_string_value(json_object_get(json, "error_description")));
        answer_refuse(record, reply, OUTCOME_ERROR_RESPONSE);
    } else if (record->http_status >= 300) {
        answer_refuse(record, reply, OUTCOME_HTTP_STATUS);
    } else if (!is_token(token)) {
        answer_refuse(record, reply, OUTCOME_UNEXPECTED_ANSWER);
    } else {
        copy = text_copy(token);
    }
    json_decref(json);
    return copy;
}

char *actor_token_request(struct flow *flow, const char *resource)
{
    const char *url = object_text(flow->auth_server, "TokenIssuingEndpoint");
    CLEANUP(cleanup_string) char *form = NULL;
    CLEANUP(reply_clear) struct reply reply = {0};
    struct transport_query query = {.step = HOP_TOKEN, .url = url, .agent = flow->agent_autodiscover};
    struct evidence *record;

    if (!flow->assertion)
        flow->assertion = make_assertion(flow);
    if (!flow->assertion) {
        flow_fail(flow, HOP_TOKEN, url, OUTCOME_NO_SIGNING_CERTIFICATE, "Missing signing certificate.");
        return NULL;
    }
    form = asks_as_app(flow) ? make_app_form(flow, resource) : make_form(flow->assertion, resource);
    query.content_type = "application/x-www-form-urlencoded";
    query.accept = "application/json";
    query.body = form;
    record = transport_ask(flow->transport, flow->lookup, &query, &reply);
    evidence_set(&record->application, application_of(flow));
    return record->outcome == OUTCOME_OK ? read_token(record, &reply) : NULL;
}

bool actor_token_may_be_missing(const struct flow *flow)
{
    const struct evidence *record = lookup_failure(flow->lookup);

    return record->outcome == OUTCOME_NO_SIGNING_CERTIFICATE || record->outcome == OUTCOME_ERROR_RESPONSE;
}
