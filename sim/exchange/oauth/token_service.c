/* SPDX-License-Identifier: MIT */
/* The token service ("ACS") of server-to-server OAuth: an organisation proves itself by an assertion it signed, and
 * gets an actor token for one host of another organisation. */
#include "base/cleanup.h"
#include "base/date_time.h"
#include "base/guid.h"
#include "base/text.h"
#include "exchange/common/company.h"
#include "exchange/common/exchange_state.h"
#include "oauth.h"
#include "signed_token.h"
#include "token_request.h"
#include "vocabulary/exchange_names.h"
#include "vocabulary/places.h"

#include <stdio.h>
#include <string.h>

#define DAY_MINUTES 1440

/* Begins five minutes ago, so that a clock that is a little late accepts it. */
static json_t *actor_claims(const struct token_request *request, int64_t now, int64_t lifetime)
{
    CLEANUP(cleanup_string) char *issuer = text_format("%s@%s", APP_TOKEN_SERVICE, request->realm);
    CLEANUP(cleanup_string) char *client = text_format("%s@%s", request->client.application, request->realm);
    char principal[GUID_SIZE];

    exchange_guid(request->call->exchange, principal);
    return json_pack("{s:s,s:s,s:I,s:I,s:I,s:s,s:s,s:s,s:s,s:s}", "aud", request->resource_text, "iss", issuer, "iat",
                     (json_int_t)(now - CLOCK_TOLERANCE), "nbf", (json_int_t)(now - CLOCK_TOLERANCE), "exp",
                     (json_int_t)(now + lifetime), "identityprovider", issuer, "nameid", client, "oid", principal,
                     "sub", principal, "trustedfordelegation", "true");
}

/* The protocol writes numbers as text. */
static void answer_token(const struct token_request *request, int64_t now, int64_t lifetime, const char *token,
                         struct answer *answer)
{
    char in[24], from[24], until[24];
    CLEANUP(cleanup_string) char *text = NULL;
    json_t *json;

    snprintf(in, sizeof in, "%lld", (long long)lifetime - 1);
    snprintf(from, sizeof from, "%lld", (long long)now - CLOCK_TOLERANCE);
    snprintf(until, sizeof until, "%lld", (long long)now + lifetime);
    json = json_pack("{s:s,s:s,s:s,s:s,s:s,s:s}", "token_type", "Bearer", "expires_in", in, "not_before", from,
                     "expires_on", until, "resource", request->resource_text, "access_token", token);
    text = json_dumps(json, JSON_COMPACT);
    json_decref(json);
    answer_set(answer, 200, "application/json; charset=utf-8", text);
    headers_set(&answer->headers, "Cache-Control", "no-cache, no-store");
}

static void issue(const struct token_request *request, struct answer *answer)
{
    const struct object *company = company_find(request->call->snapshot, "token-service");
    const int64_t now = scope_now(request->call->snapshot, SCOPE_MSOL);
    const int64_t lifetime = 60 * (company ? object_number(company, "LifetimeMinutes", DAY_MINUTES) : DAY_MINUTES);
    CLEANUP(cleanup_string)
    char *token = signed_token(request->call, company, actor_claims(request, now, lifetime));

    if (token)
        answer_token(request, now, lifetime, token, answer);
    else
        token_error_answer(request->call, TOKEN_ERROR_UNAVAILABLE, NULL, answer);
}

void token_service_answer(const struct exchange_call *call, struct answer *answer)
{
    CLEANUP(token_request_close) struct token_request request;
    enum token_error error;

    token_request_open(&request, call);
    error = text_equal(call->request->method, "POST") ? token_request_check(&request) : TOKEN_ERROR_METHOD;
    if (error == TOKEN_ERROR_NONE)
        issue(&request, answer);
    else
        token_error_answer(call, error, request.detail, answer);
}
