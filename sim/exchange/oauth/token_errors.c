/* SPDX-License-Identifier: MIT */
/* The table of AADSTS errors: status, numbers and words. */
#include "token_errors.h"

#include "base/cleanup.h"
#include "base/guid.h"
#include "base/text.h"
#include "exchange/common/exchange_state.h"
#include "vocabulary/places.h"

#include <jansson.h>

#define CREDENTIALS "AADSTS70002: Error validating credentials. "
#define SIGNATURE CREDENTIALS "AADSTS50012: Client assertion contains an invalid signature. [Reason - "
#define APP_SIGNATURE "AADSTS700027: Client assertion contains an invalid signature. [Reason - "
#define THUMBPRINT ", Thumbprint of key used by client: '"

/* Numbers and names are those of the published list of AADSTS errors; the description of an unknown key is documented
 * word for word, the others are worded after that list. The HTTP status is not documented: 401 for the client's
 * credentials, 400 for the rest. */
static const struct {
    int status;
    const char *error;
    int codes[2];
    const char *before, *after;
} table[TOKEN_ERROR_COUNT] = {
    [TOKEN_ERROR_GRANT_TYPE] =
        {400, "unsupported_grant_type", {70003}, "AADSTS70003: The app requested an unsupported grant type '", "'."},
    [TOKEN_ERROR_METHOD] = {400,
                            "invalid_request",
                            {900561},
                            "AADSTS900561: The endpoint only accepts POST requests. Received a GET request.",
                            ""},
    [TOKEN_ERROR_ASSERTION] = {400, "invalid_request", {50027}, "AADSTS50027: JWT token is invalid or malformed.", ""},
    [TOKEN_ERROR_REALM] = {400, "invalid_request", {90002}, "AADSTS90002: Tenant '", "' not found."},
    [TOKEN_ERROR_APPLICATION] = {400,
                                 "unauthorized_client",
                                 {700016},
                                 "AADSTS700016: Application with identifier '",
                                 "' was not found in the directory."},
    [TOKEN_ERROR_UNKNOWN_KEY] =
        {401, "invalid_client", {70002, 50012}, SIGNATURE "The key was not found." THUMBPRINT, "']"},
    [TOKEN_ERROR_SIGNATURE] = {401,
                               "invalid_client",
                               {70002, 50012},
                               SIGNATURE
                               "The provided signature value did not match the expected signature value." THUMBPRINT,
                               "']"},
    [TOKEN_ERROR_LIFETIME] = {401,
                              "invalid_client",
                              {70002, 700024},
                              CREDENTIALS "AADSTS700024: Client assertion is not within its valid time range.",
                              ""},
    [TOKEN_ERROR_AUDIENCE] = {401,
                              "invalid_client",
                              {70002, 50013},
                              CREDENTIALS "AADSTS50013: Assertion audience claim does not match the required value. "
                                          "The audience in the assertion was '",
                              "'."},
    [TOKEN_ERROR_RESOURCE] = {400,
                              "invalid_resource",
                              {500011},
                              "AADSTS500011: The resource principal named '",
                              "' was not found in the tenant."},
    [TOKEN_ERROR_APP_KEY_UNKNOWN] =
        {401, "invalid_client", {700027}, APP_SIGNATURE "The key was not found." THUMBPRINT, "']"},
    [TOKEN_ERROR_APP_KEY_EXPIRED] =
        {401, "invalid_client", {700027}, APP_SIGNATURE "The key used is expired." THUMBPRINT, "']"},
    [TOKEN_ERROR_CONSENT] =
        {400,
         "invalid_grant",
         {65001},
         "AADSTS65001: The user or administrator has not consented to use the application with ID '",
         "'. Send an interactive authorization request for this user and resource."},
    [TOKEN_ERROR_UNAVAILABLE] =
        {503, "temporarily_unavailable", {90033}, "AADSTS90033: A transient error has occurred. Please try again.", ""},
};

static json_t *codes(enum token_error error)
{
    json_t *list = json_array();

    for (size_t i = 0; i < ARRAY_SIZE(table[error].codes); i++)
        if (table[error].codes[i])
            json_array_append_new(list, json_integer(table[error].codes[i]));
    return list;
}

/* "2026-01-05 08:00:00Z" */
static const char *timestamp(const struct exchange_call *call, char buffer[32])
{
    clock_iso(scope_now(call->snapshot, SCOPE_MSOL), buffer);
    buffer[10] = ' ';
    return buffer;
}

void token_error_answer(const struct exchange_call *call, enum token_error error, const char *detail,
                        struct answer *answer)
{
    char trace[GUID_SIZE], correlation[GUID_SIZE], when[32];
    CLEANUP(cleanup_string) char *description = NULL, *text = NULL;
    json_t *json;

    exchange_guid(call->exchange, trace);
    exchange_guid(call->exchange, correlation);
    description = text_format("%s%s%s\r\nTrace ID: %s\r\nCorrelation ID: %s\r\nTimestamp: %s", table[error].before,
                              detail ? detail : "", table[error].after, trace, correlation, timestamp(call, when));
    json = json_pack("{s:s,s:s,s:o,s:s,s:s,s:s}", "error", table[error].error, "error_description", description,
                     "error_codes", codes(error), "timestamp", when, "trace_id", trace, "correlation_id", correlation);
    text = json_dumps(json, JSON_COMPACT);
    json_decref(json);
    answer_set(answer, table[error].status, "application/json; charset=utf-8", text);
    headers_set(&answer->headers, "Cache-Control", "no-cache, no-store");
}
