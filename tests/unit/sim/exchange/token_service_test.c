/* SPDX-License-Identifier: MIT */
#include "exchange/common/call.h"
#include "exchange/oauth/oauth.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "origin/origin.h"
#include "support/exchange_fixture.h"
#include "token/token.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#define EXCHANGE "00000002-0000-0ff1-ce00-000000000000"
#define TOKEN_SERVICE "00000001-0000-0000-c000-000000000000"
#define OTHER "00000099-0000-0ff1-ce00-000000000000"
#define RESOURCE EXCHANGE "/autodiscover.contoso.com@" LAB_REALM
#define GRANT "http%3A%2F%2Foauth.net%2Fgrant_type%2Fjwt%2F1.0%2Fbearer"

static const struct row {
    const char *name;
    const char *path, *grant, *assertion, *resource; /* NULL: as a healthy organisation asks */
    const char *issuer, *audience, *key, *named_for;
    const char *dropped, *worded; /* a claim that is missing, and one that is text */
    int age;
    struct lab_edit edits[2];
    int status;
    const char *error, *begins; /* of error_description; %s: thumbprint of `named_for` */
    int codes[2];
} rows[] = {
    {.name = "granted", .status = 200},
    {.name = "granted to the cloud", .key = "exo-auth", .status = 200},
    {.name = "granted to another application that is registered",
     .issuer = OTHER "@" LAB_REALM,
     .edits = {{"msol/MsolServicePrincipalCredential/ServicePrincipalName", OTHER}},
     .status = 200},
    {.name = "registered for another application",
     .edits = {{"msol/MsolServicePrincipalCredential/ServicePrincipalName", OTHER}},
     .status = 401,
     .error = "invalid_client",
     .begins = "AADSTS70002: Error validating credentials. AADSTS50012: Client assertion contains an invalid "
               "signature. [Reason - The key was not found., Thumbprint of key used by client: '%s']\r\nTrace ID: ",
     .codes = {70002, 50012}},
    {.name = "certificate is not registered",
     .edits = {{"msol/MsolServicePrincipalCredential[1]", NULL}},
     .status = 401,
     .error = "invalid_client",
     .begins = "AADSTS70002: Error validating credentials. AADSTS50012: Client assertion contains an invalid "
               "signature. [Reason - The key was not found., Thumbprint of key used by client: '%s']\r\nTrace ID: ",
     .codes = {70002, 50012}},
    {.name = "another certificate is registered",
     .key = "stranger",
     .status = 401,
     .error = "invalid_client",
     .begins = "AADSTS70002: Error validating credentials. AADSTS50012: Client assertion contains an invalid "
               "signature. [Reason - The key was not found., Thumbprint of key used by client: '%s']\r\nTrace ID: ",
     .codes = {70002, 50012}},
    {.name = "certificate is registered in another tenant",
     .edits = {{"msol/MsolServicePrincipalCredential/Realm", "fabrikam.com"}},
     .status = 401,
     .error = "invalid_client",
     .begins = "AADSTS70002: Error validating credentials. AADSTS50012: Client assertion contains an invalid "
               "signature. [Reason - The key was not found., Thumbprint of key used by client: '%s']\r\nTrace ID: ",
     .codes = {70002, 50012}},
    {.name = "forged",
     .key = "stranger",
     .named_for = "onprem-auth",
     .status = 401,
     .error = "invalid_client",
     .begins = "AADSTS70002: Error validating credentials. AADSTS50012: Client assertion contains an invalid "
               "signature. [Reason - The provided signature value did not match the expected signature value., "
               "Thumbprint of key used by client: '%s']\r\nTrace ID: ",
     .codes = {70002, 50012}},
    {.name = "assertion expired",
     .age = 3600 + 302,
     .status = 401,
     .error = "invalid_client",
     .begins = "AADSTS70002: Error validating credentials. AADSTS700024: Client assertion is not within its valid time "
               "range.\r\n",
     .codes = {70002, 700024}},
    {.name = "assertion for somebody else",
     .audience = TOKEN_SERVICE "/login.example.com@" LAB_REALM,
     .status = 401,
     .error = "invalid_client",
     .begins =
         "AADSTS70002: Error validating credentials. AADSTS50013: Assertion audience claim does not match the "
         "required value. The audience in the assertion was '" TOKEN_SERVICE "/login.example.com@" LAB_REALM "'.\r\n",
     .codes = {70002, 50013}},
    {.name = "assertion for another tenant",
     .audience = TOKEN_SERVICE "/accounts.accesscontrol.windows.net@fabrikam.com",
     .status = 401,
     .error = "invalid_client",
     .begins = "AADSTS70002: Error validating credentials. AADSTS50013: Assertion audience claim does not match the "
               "required value. The audience in the assertion was '" TOKEN_SERVICE
               "/accounts.accesscontrol.windows.net@fabrikam.com"
               "'.\r\n",
     .codes = {70002, 50013}},
    {.name = "assertion for another application",
     .audience = EXCHANGE "/accounts.accesscontrol.windows.net@" LAB_REALM,
     .status = 401,
     .error = "invalid_client",
     .begins = "AADSTS70002: Error validating credentials. AADSTS50013: Assertion audience claim does not match the "
               "required value. The audience in the assertion was '" EXCHANGE
               "/accounts.accesscontrol.windows.net@" LAB_REALM "'.\r\n",
     .codes = {70002, 50013}},
    {.name = "assertion without a beginning",
     .dropped = "nbf",
     .status = 401,
     .error = "invalid_client",
     .begins = "AADSTS70002: Error validating credentials. AADSTS700024: Client assertion is not within its valid time "
               "range.\r\n",
     .codes = {70002, 700024}},
    {.name = "assertion without an end",
     .dropped = "exp",
     .status = 401,
     .error = "invalid_client",
     .begins = "AADSTS70002: Error validating credentials. AADSTS700024: Client assertion is not within its valid time "
               "range.\r\n",
     .codes = {70002, 700024}},
    {.name = "assertion whose beginning is a word",
     .worded = "nbf",
     .status = 401,
     .error = "invalid_client",
     .begins = "AADSTS70002: Error validating credentials. AADSTS700024: Client assertion is not within its valid time "
               "range.\r\n",
     .codes = {70002, 700024}},
    {.name = "assertion whose end is a word",
     .worded = "exp",
     .status = 401,
     .error = "invalid_client",
     .begins = "AADSTS70002: Error validating credentials. AADSTS700024: Client assertion is not within its valid time "
               "range.\r\n",
     .codes = {70002, 700024}},
    {.name = "another grant type",
     .grant = "password",
     .status = 400,
     .error = "unsupported_grant_type",
     .begins = "AADSTS70003: The app requested an unsupported grant type 'password'.\r\n",
     .codes = {70003}},
    {.name = "grant type that is no text",
     .grant = "%ff%0d%0a",
     .status = 400,
     .error = "unsupported_grant_type",
     .begins = "AADSTS70003: The app requested an unsupported grant type ''.\r\n",
     .codes = {70003}},
    {.name = "assertion is not a token",
     .assertion = "e30",
     .status = 400,
     .error = "invalid_request",
     .begins = "AADSTS50027: JWT token is invalid or malformed.\r\n",
     .codes = {50027}},
    {.name = "tenant unknown",
     .path = "/fabrikam.com/tokens/OAuth/2",
     .status = 400,
     .error = "invalid_request",
     .begins = "AADSTS90002: Tenant 'fabrikam.com' not found.\r\n",
     .codes = {90002}},
    {.name = "tenant with a strange name",
     .path = "/\xff<x>/tokens/OAuth/2",
     .status = 400,
     .error = "invalid_request",
     .begins = "AADSTS90002: Tenant '' not found.\r\n",
     .codes = {90002}},
    {.name = "application unknown",
     .issuer = "00000099-0000-0ff1-ce00-000000000000@" LAB_REALM,
     .status = 400,
     .error = "unauthorized_client",
     .begins = "AADSTS700016: Application with identifier '"
               "00000099-0000-0ff1-ce00-000000000000@" LAB_REALM "' was not found in the directory.\r\n",
     .codes = {700016}},
    {.name = "application of another tenant",
     .issuer = EXCHANGE "@fabrikam.com",
     .status = 400,
     .error = "unauthorized_client",
     .begins = "AADSTS700016: Application with identifier '" EXCHANGE "@fabrikam.com"
               "' was not found in the directory.\r\n",
     .codes = {700016}},
    {.name = "resource in another tenant",
     .resource = EXCHANGE "/mail.fabrikam.com@fabrikam.com",
     .status = 400,
     .error = "invalid_resource",
     .begins = "AADSTS500011: The resource principal named '" EXCHANGE "/mail.fabrikam.com@fabrikam.com"
               "' was not found in the tenant.\r\n",
     .codes = {500011}},
    {.name = "resource without host",
     .resource = EXCHANGE "@" LAB_REALM,
     .status = 400,
     .error = "invalid_resource",
     .begins =
         "AADSTS500011: The resource principal named '" EXCHANGE "@" LAB_REALM "' was not found in the tenant.\r\n",
     .codes = {500011}},
    {.name = "service without a key",
     .edits = {{"msol/MsolCompany/SigningKey", "lost"}},
     .status = 503,
     .error = "temporarily_unavailable",
     .begins = "AADSTS90033: A transient error has occurred. Please try again.\r\n",
     .codes = {90033}},
};

static struct lab *lab;

static const char *or_else(const char *value, const char *otherwise)
{
    return value ? value : otherwise;
}

static char *assertion(const struct row *row)
{
    const char *const key = or_else(row->key, "onprem-auth");
    const json_int_t issued = time(NULL) - row->age;
    json_t *claims = json_pack("{s:s,s:s,s:s,s:I,s:I}", "iss", or_else(row->issuer, EXCHANGE "@" LAB_REALM), "nameid",
                               EXCHANGE "@" LAB_REALM, "aud",
                               or_else(row->audience, TOKEN_SERVICE "/accounts.accesscontrol.windows.net@" LAB_REALM),
                               "nbf", issued, "exp", issued + 3600);
    char *token;

    if (row->dropped)
        json_object_del(claims, row->dropped);
    if (row->worded)
        json_object_set_new(claims, row->worded, json_string("now"));
    token = token_sign(NULL, claims, lab_key(lab, key)->private_key,
                       lab_key(lab, or_else(row->named_for, key))->certificate, NULL);

    json_decref(claims);
    return token;
}

static json_t *ask(const struct row *row, const struct snapshot *snapshot, struct answer *answer)
{
    const struct origin origin = {.party = "token-service"};
    CLEANUP(cleanup_string) char *own = assertion(row);
    CLEANUP(cleanup_string)
    char *body = text_format("grant_type=%s&assertion=%s&resource=%s", or_else(row->grant, GRANT),
                             or_else(row->assertion, own), or_else(row->resource, RESOURCE));
    const struct request request = lab_request(&origin, or_else(row->path, "/" LAB_REALM "/tokens/OAuth/2"), body);
    const struct exchange_call call = lab_call(lab, snapshot, "msol", &request, NULL);
    json_t *json;

    token_service_answer(&call, answer);
    json = json_loadb(answer->body, answer->body_length, 0, NULL);
    assert_non_null(json);
    return json;
}

static const char *text(const json_t *json, const char *name)
{
    return or_else(json_string_value(json_object_get(json, name)), "");
}

static json_int_t number(const json_t *json, const char *name)
{
    return json_integer_value(json_object_get(json, name));
}

static void compare_token(const json_t *json, const struct row *row)
{
    const char *key = lab_key(lab, "token-service")->base64;
    json_t *claims = NULL;

    assert_string_equal(text(json, "token_type"), "Bearer");
    assert_string_equal(text(json, "resource"), RESOURCE);
    assert_string_equal(text(json, "expires_in"), "28799"); /* LifetimeMinutes 480 */
    assert_int_equal(token_verify(NULL, text(json, "access_token"), &key, 1, &claims), TOKEN_GOOD);
    assert_string_equal(text(claims, "aud"), RESOURCE);
    assert_string_equal(text(claims, "iss"), TOKEN_SERVICE "@" LAB_REALM);
    assert_string_equal(text(claims, "identityprovider"), TOKEN_SERVICE "@" LAB_REALM);
    assert_string_equal(text(claims, "nameid"), or_else(row->issuer, EXCHANGE "@" LAB_REALM));
    assert_string_equal(text(claims, "trustedfordelegation"), "true");
    assert_int_equal(strlen(text(claims, "oid")), 36);
    assert_string_equal(text(claims, "sub"), text(claims, "oid"));
    assert_int_equal(number(claims, "iat"), number(claims, "nbf"));
    assert_int_equal(strtoll(text(json, "not_before"), NULL, 10), number(claims, "nbf"));
    assert_int_equal(strtoll(text(json, "expires_on"), NULL, 10), number(claims, "exp"));
    assert_int_equal(json_integer_value(json_object_get(claims, "exp")) -
                         json_integer_value(json_object_get(claims, "nbf")),
                     28800 + 300);
    json_decref(claims);
}

static void compare_error(const json_t *json, const struct row *row)
{
    const char *key = or_else(row->named_for, or_else(row->key, "onprem-auth"));
    const char *hole = strstr(row->begins, "%s");
    CLEANUP(cleanup_string)
    char *begins =
        hole ? text_format("%.*s%s%s", (int)(hole - row->begins), row->begins, lab_key(lab, key)->thumbprint, hole + 2)
             : text_copy(row->begins);
    const json_t *codes = json_object_get(json, "error_codes");

    assert_string_equal(text(json, "error"), row->error);
    assert_memory_equal(text(json, "error_description"), begins, strlen(begins));
    assert_int_equal(json_array_size(codes), row->codes[1] ? 2 : 1);
    for (size_t i = 0; i < json_array_size(codes); i++)
        assert_int_equal(json_integer_value(json_array_get(codes, i)), row->codes[i]);
    CLEANUP(cleanup_string)
    char *ends = text_format("\r\nTrace ID: %s\r\nCorrelation ID: %s\r\nTimestamp: %s", text(json, "trace_id"),
                             text(json, "correlation_id"), text(json, "timestamp"));
    assert_true(text_ends(text(json, "error_description"), ends));
    assert_true(text_matches(text(json, "timestamp"), "20*-*-* *:*:*Z"));
    assert_int_equal(strlen(text(json, "timestamp")), strlen("2026-01-05 08:00:00Z"));
    assert_int_equal(strlen(text(json, "trace_id")), 36);
    assert_int_equal(strlen(text(json, "correlation_id")), 36);
}

static void answers(void **state)
{
    const struct row *row = *state;
    CLEANUP(snapshot_release) struct snapshot *snapshot = lab_snapshot(lab, row->edits);
    struct answer answer = {0};
    json_t *json = ask(row, snapshot, &answer);

    assert_int_equal(answer.status, row->status);
    assert_string_equal(headers_get(&answer.headers, "Content-Type"), "application/json; charset=utf-8");
    assert_string_equal(headers_get(&answer.headers, "Cache-Control"), "no-cache, no-store");
    if (row->status == 200)
        compare_token(json, row);
    else
        compare_error(json, row);
    json_decref(json);
    answer_clear(&answer);
}

static json_t *metadata(void (*endpoint)(const struct exchange_call *, struct answer *), const char *scope,
                        const char *path)
{
    const struct origin origin = {.party = "any"};
    CLEANUP(snapshot_release) struct snapshot *snapshot = lab_snapshot(lab, NULL);
    const struct request request = lab_request(&origin, path, "");
    const struct exchange_call call = lab_call(lab, snapshot, scope, &request, NULL);
    struct answer answer = {0};
    json_t *json;

    endpoint(&call, &answer);
    assert_int_equal(answer.status, 200);
    assert_string_equal(headers_get(&answer.headers, "Content-Type"), "application/json; charset=utf-8");
    json = json_loadb(answer.body, answer.body_length, 0, NULL);
    assert_non_null(json);
    answer_clear(&answer);
    return json;
}

static void has_key(const json_t *json, const struct signing_key *key)
{
    CLEANUP(cleanup_string) char *thumbprint = token_certificate_thumbprint(key->base64);
    const json_t *first = json_array_get(json_object_get(json, "keys"), 0);

    assert_int_equal(json_array_size(json_object_get(json, "keys")), 1);
    assert_string_equal(text(first, "usage"), "signing");
    assert_string_equal(text(json_object_get(first, "keyinfo"), "x5t"), thumbprint);
    assert_string_equal(text(json_object_get(first, "keyvalue"), "type"), "x509Certificate");
    assert_string_equal(text(json_object_get(first, "keyvalue"), "value"), key->base64);
}

static void publishes_its_keys(void **state)
{
    json_t *json = metadata(token_service_metadata_answer, "msol", "/contoso.com/metadata/json/1");
    const json_t *endpoint = json_array_get(json_object_get(json, "endpoints"), 0);

    (void)state;
    has_key(json, lab_key(lab, "token-service"));
    assert_string_equal(text(json, "realm"), LAB_REALM); /* whose domain it is */
    assert_string_equal(text(endpoint, "location"),
                        "https://accounts.accesscontrol.windows.net/" LAB_REALM "/tokens/OAuth/2");
    assert_string_equal(text(endpoint, "protocol"), "OAuth2");
    assert_string_equal(text(endpoint, "usage"), "issuance");
    json_decref(json);
}

static void publishes_for_whoever_is_named(void **state)
{
    json_t *json = metadata(token_service_metadata_answer, "msol", "/nobody.example/metadata/json/1");

    (void)state;
    assert_string_equal(text(json, "realm"), "nobody.example");
    json_decref(json);
}

static void exchange_publishes_its_own(void **state)
{
    json_t *json = metadata(auth_metadata_answer, "onprem", "/autodiscover/metadata/json/1");

    (void)state;
    has_key(json, lab_key(lab, "onprem-auth"));
    assert_string_equal(text(json, "issuer"), EXCHANGE "@" LAB_REALM);
    json_decref(json);
}

static int set_up(void **state)
{
    (void)state;
    lab = lab_new();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    lab_free(&lab);
    return 0;
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 3] = {
        [ARRAY_SIZE(rows)] = cmocka_unit_test(publishes_its_keys),
        cmocka_unit_test(publishes_for_whoever_is_named),
        cmocka_unit_test(exchange_publishes_its_own),
    };

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = answers, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests_name("token_service", tests, set_up, tear_down);
}
