/* SPDX-License-Identifier: MIT */
/* EvoSts: an application proves itself by an assertion that it signed (client credentials), and gets a token of its own with
 * the roles an administrator has consented to. Versions 1 and 2 differ in the field that names the resource. */
#include "base/cleanup.h"
#include "base/date_time.h"
#include "base/guid.h"
#include "base/text.h"
#include "claims.h"
#include "exchange/common/certificate_list.h"
#include "exchange/common/company.h"
#include "exchange/common/exchange_state.h"
#include "form.h"
#include "oauth.h"
#include "realm.h"
#include "signed_token.h"
#include "token/token.h"
#include "token_errors.h"
#include "vocabulary/exchange_names.h"
#include "vocabulary/places.h"

#include <string.h>

#define DEFAULT_SCOPE "/.default"
#define TOKEN_MINUTES 60

struct app_request {
    const struct exchange_call *call;
    char *grant_type, *client, *assertion, *resource; /* owned */
    const char *realm;                                /* the tenant; borrowed */
    json_t *header, *claims;                          /* of the assertion, owned */
    char *detail;                                     /* what the complaint names; owned */
};

static bool is_version_2(const struct request *request)
{
    return text_ends(request->path, "/v2.0/token");
}

/* The one tenant there is: "/common/" leaves it to the application. */
static const char *tenant(const struct exchange_call *call)
{
    const struct object *config = snapshot_next(call->snapshot, SCOPE_EXO, "OrganizationConfig", NULL);

    return config ? object_text(config, "Realm") : "";
}

static void open_request(struct app_request *request, const struct exchange_call *call)
{
    const char *body = call->request->body;
    const size_t length = call->request->body_length;
    const bool second = is_version_2(call->request);

    *request = (struct app_request){.call = call, .realm = tenant(call)};
    request->grant_type = form_value(body, length, "grant_type");
    request->client = form_value(body, length, "client_id");
    request->assertion = form_value(body, length, "client_assertion");
    request->resource = form_value(body, length, second ? "scope" : "resource");
    if (second && text_ends(request->resource, DEFAULT_SCOPE))
        request->resource[strlen(request->resource) - strlen(DEFAULT_SCOPE)] = '\0';
}

static void close_request(struct app_request *request)
{
    cleanup_string(&request->grant_type);
    cleanup_string(&request->client);
    cleanup_string(&request->assertion);
    cleanup_string(&request->resource);
    cleanup_string(&request->detail);
    claims_free(&request->header);
    claims_free(&request->claims);
}

/* Takes the detail. */
static enum token_error complain(struct app_request *request, enum token_error error, char *detail)
{
    free(request->detail);
    request->detail = detail;
    return error;
}

static enum token_error check_form(struct app_request *request)
{
    if (!text_equal(request->grant_type, GRANT_CLIENT_CREDENTIALS))
        return complain(request, TOKEN_ERROR_GRANT_TYPE, text_copy(request->grant_type));
    return token_read(request->assertion, &request->header, &request->claims) ? TOKEN_ERROR_NONE
                                                                              : TOKEN_ERROR_ASSERTION;
}

static enum token_error check_realm(struct app_request *request)
{
    char asked[128];

    realm_of_path(request->call->request, asked);
    if (text_equal(asked, "common") || text_equal(asked, request->realm))
        return TOKEN_ERROR_NONE;
    return complain(request, TOKEN_ERROR_REALM, text_copy(asked));
}

static const struct object *application_of(const struct app_request *request)
{
    return snapshot_find(request->call->snapshot, SCOPE_MSOL, "MgServicePrincipal", "AppId", request->client);
}

/* Exchange itself is known in every tenant. */
static enum token_error check_client(struct app_request *request)
{
    const struct object *application = application_of(request);
    const bool known =
        application ? object_flag(application, "AccountEnabled", true) : text_equal(request->client, APP_EXCHANGE);

    if (known && text_equal(claims_text(request->claims, "iss"), request->client))
        return TOKEN_ERROR_NONE;
    return complain(request, TOKEN_ERROR_APPLICATION, text_copy(request->client));
}

static const struct object *next_key(const struct app_request *request, const struct object *key)
{
    while ((key = snapshot_next(request->call->snapshot, SCOPE_MSOL, "MsolServicePrincipalCredential", key)))
        if (text_equal(object_text(key, "ServicePrincipalName"), request->client))
            return key;
    return NULL;
}

/* "T', Found key 'Start=..., End=...": what stands in the sentence behind the thumbprint's quotation mark. */
static char *describe_key(const char *thumbprint, const struct object *key)
{
    return text_format("%s', Found key 'Start=%s, End=%s", thumbprint, object_text(key, "StartDate"),
                       object_text(key, "EndDate"));
}

static enum token_error check_expiry(struct app_request *request, const char *thumbprint)
{
    struct date_time end;

    for (const struct object *key = NULL; (key = next_key(request, key));)
        if (text_equal(object_text(key, "KeyId"), thumbprint) && date_time_parse(object_text(key, "EndDate"), &end) &&
            end.seconds <= scope_now(request->call->snapshot, SCOPE_MSOL))
            return complain(request, TOKEN_ERROR_APP_KEY_EXPIRED, describe_key(thumbprint, key));
    return TOKEN_ERROR_NONE;
}

static enum token_error check_signature(struct app_request *request)
{
    struct certificate_list known = {.count = 0};
    CLEANUP(cleanup_string) char *thumbprint = token_thumbprint(request->header);
    enum token_verdict verdict;

    for (const struct object *key = NULL; (key = next_key(request, key));)
        certificate_list_add(&known, key, "Value");
    verdict = token_verify(request->call->setup->keys, request->assertion, known.items, known.count, NULL);
    if (verdict == TOKEN_GOOD)
        return check_expiry(request, thumbprint);
    return complain(request, verdict == TOKEN_UNKNOWN_KEY ? TOKEN_ERROR_APP_KEY_UNKNOWN : TOKEN_ERROR_ASSERTION,
                    TAKE(thumbprint));
}

static enum token_error check_lifetime(struct app_request *request)
{
    return claims_hold_at(request->claims, scope_now(request->call->snapshot, SCOPE_MSOL)) ? TOKEN_ERROR_NONE
                                                                                           : TOKEN_ERROR_LIFETIME;
}

static const struct object *next_role(const struct app_request *request, const struct object *role)
{
    while ((role = snapshot_next(request->call->snapshot, SCOPE_MSOL, "MgServicePrincipalAppRoleAssignment", role)))
        if (text_equal(object_text(role, "ServicePrincipalId"), request->client))
            return role;
    return NULL;
}

/* Exchange has what it needs without anybody's consent. */
static enum token_error check_consent(struct app_request *request)
{
    const struct object *application = application_of(request);

    if (next_role(request, NULL) || text_equal(request->client, APP_EXCHANGE))
        return TOKEN_ERROR_NONE;
    return complain(
        request, TOKEN_ERROR_CONSENT,
        text_format("%s' named '%s", request->client, application ? object_text(application, "DisplayName") : ""));
}

static enum token_error check(struct app_request *request)
{
    static enum token_error (*const checks[])(struct app_request * request) = {
        check_form, check_realm, check_client, check_signature, check_lifetime, check_consent,
    };
    enum token_error error = TOKEN_ERROR_NONE;

    if (!text_equal(request->call->request->method, "POST"))
        return TOKEN_ERROR_METHOD;
    for (size_t i = 0; i < ARRAY_SIZE(checks) && error == TOKEN_ERROR_NONE; i++)
        error = checks[i](request);
    return error;
}

/* A resource is asked for by the id of its application or by its address. */
static bool is_of_resource(const struct app_request *request, const struct object *role)
{
    const char *resource = object_text(role, "ResourceId");

    return text_starts(
        request->resource,
        text_starts(request->resource, GRAPH_AUDIENCE) && text_equal(resource, APP_GRAPH) ? GRAPH_AUDIENCE : resource);
}

/* A token has the name, whichever of both the consent has. */
static const char *role_name(const struct object *role)
{
    const char *const id = object_text(role, "AppRoleId");

    return text_equal(id, EWS_ROLE_ID) ? EWS_ROLE : id;
}

static json_t *roles_of(const struct app_request *request)
{
    json_t *roles = json_array();

    for (const struct object *role = NULL; (role = next_role(request, role));)
        if (is_of_resource(request, role))
            json_array_append_new(roles, json_string(role_name(role)));
    return roles;
}

static json_t *claims_of(const struct app_request *request, int64_t now)
{
    CLEANUP(cleanup_string) char *issuer = text_format(ISSUER_EVOSTS, request->realm);
    CLEANUP(cleanup_string) char *name = text_format("%s@%s", request->client, request->realm);
    char principal[GUID_SIZE];

    exchange_guid(request->call->exchange, principal);
    return json_pack("{s:s,s:s,s:I,s:I,s:I,s:s,s:s,s:s,s:s,s:s,s:o,s:s}", "aud", request->resource, "iss", issuer,
                     "iat", (json_int_t)(now - CLOCK_TOLERANCE), "nbf", (json_int_t)(now - CLOCK_TOLERANCE), "exp",
                     (json_int_t)(now + TOKEN_MINUTES * MINUTE), "appid", request->client, "nameid", name, "oid",
                     principal, "sub", principal, "tid", request->realm, "roles", roles_of(request), "ver",
                     is_version_2(request->call->request) ? "2.0" : "1.0");
}

static void issue(const struct app_request *request, struct answer *answer)
{
    const struct object *company = company_find(request->call->snapshot, "token-service");
    const int64_t now = scope_now(request->call->snapshot, SCOPE_MSOL);
    CLEANUP(cleanup_string) char *token = signed_token(request->call, company, claims_of(request, now));
    CLEANUP(cleanup_string) char *text = NULL;
    json_t *json;

    if (!token) {
        token_error_answer(request->call, TOKEN_ERROR_UNAVAILABLE, NULL, answer);
        return;
    }
    json = json_pack("{s:s,s:i,s:i,s:s}", "token_type", "Bearer", "expires_in", TOKEN_MINUTES * MINUTE - 1,
                     "ext_expires_in", TOKEN_MINUTES * MINUTE - 1, "access_token", token);
    text = json_dumps(json, JSON_COMPACT);
    json_decref(json);
    answer_set(answer, 200, "application/json; charset=utf-8", text);
    headers_set(&answer->headers, "Cache-Control", "no-cache, no-store");
}

void app_token_answer(const struct exchange_call *call, struct answer *answer)
{
    CLEANUP(close_request) struct app_request request;
    enum token_error error;

    open_request(&request, call);
    error = check(&request);
    if (error == TOKEN_ERROR_NONE)
        issue(&request, answer);
    else
        token_error_answer(call, error, request.detail, answer);
}
