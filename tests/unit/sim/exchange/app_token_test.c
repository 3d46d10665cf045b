/* SPDX-License-Identifier: MIT */
#include "exchange/common/call.h"
#include "exchange/oauth/oauth.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "origin/origin.h"
#include "support/exchange_fixture.h"
#include "support/lasting.h"
#include "token/token.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#define APP "5c2e9d14-7f3a-4b86-8e21-9d0c4f6a7b35"
#define SHARED "00000002-0000-0ff1-ce00-000000000000"
#define EWS SHARED "/outlook.office365.com@" LAB_REALM
#define GRAPH "https://graph.microsoft.com"
#define PRINCIPAL(enabled)                                                                                             \
    "<MgServicePrincipal><AppId>" APP "</AppId><DisplayName>ExchangeServerApp</DisplayName><AccountEnabled>" enabled   \
    "</AccountEnabled></MgServicePrincipal>"
#define ROLE(role, resource)                                                                                           \
    "<MgServicePrincipalAppRoleAssignment><ServicePrincipalId>" APP "</ServicePrincipalId><AppRoleId>" role            \
    "</AppRoleId><ResourceId>" resource "</ResourceId></MgServicePrincipalAppRoleAssignment>"
#define EWS_ROLE ROLE("full_access_as_app", SHARED)
#define GRAPH_ROLE ROLE("Calendars.Read", "00000003-0000-0000-c000-000000000000")

#define REFUSED_KEY(why, more)                                                                                         \
    "AADSTS700027: Client assertion contains an invalid signature. [Reason - " why                                     \
    ", Thumbprint of key used by client: '%s'" more "]"
#define UNKNOWN_APPLICATION "AADSTS700016: Application with identifier '" APP "' was not found in the directory."

static const struct row {
    const char *name;
    const char *method, *path, *grant, *client, *issuer, *key, *resource; /* NULL: as a healthy organisation asks */
    const char *scope;                                                    /* of version 2, instead of the resource */
    const char *key_ends;                                                 /* of the registered key; NULL: far away */
    bool unregistered, disabled, no_app;
    const char *roles[3];
    int age;
    int status;
    const char *says; /* of error_description */
    const char *granted[3], *version;
} rows[] = {
    {.name = "granted", .roles = {EWS_ROLE}, .status = 200, .granted = {"full_access_as_app"}, .version = "1.0"},
    {.name = "the roles of the resource alone",
     .roles = {EWS_ROLE, GRAPH_ROLE},
     .resource = GRAPH,
     .status = 200,
     .granted = {"Calendars.Read"}},
    {.name = "and of the other resource",
     .roles = {EWS_ROLE, GRAPH_ROLE},
     .status = 200,
     .granted = {"full_access_as_app"}},
    {.name = "a resource for which it has none", .roles = {EWS_ROLE}, .resource = GRAPH, .status = 200},
    {.name = "version 2",
     .path = "/" LAB_REALM "/oauth2/v2.0/token",
     .scope = GRAPH "/.default",
     .roles = {GRAPH_ROLE},
     .status = 200,
     .granted = {"Calendars.Read"},
     .version = "2.0"},
    {.name = "of the tenant by its name",
     .path = "/" LAB_REALM "/oauth2/token",
     .roles = {EWS_ROLE},
     .status = 200,
     .granted = {"full_access_as_app"}},
    {.name = "another tenant",
     .path = "/fabrikam.com/oauth2/token",
     .roles = {EWS_ROLE},
     .status = 400,
     .says = "AADSTS90002: Tenant 'fabrikam.com' not found."},
    {.name = "nobody has consented",
     .status = 400,
     .says = "AADSTS65001: The user or administrator has not consented to use the application with ID '" APP "' named "
             "'ExchangeServerApp'. Send an interactive authorization request for this user and resource."},
    {.name = "a key that is not there",
     .unregistered = true,
     .roles = {EWS_ROLE},
     .status = 401,
     .says = REFUSED_KEY("The key was not found.", "")},
    {.name = "a key of somebody else",
     .key = "stranger",
     .roles = {EWS_ROLE},
     .status = 401,
     .says = REFUSED_KEY("The key was not found.", "")},
    {.name = "a key that has expired",
     .key_ends = "2025-01-01T00:00:00Z",
     .roles = {EWS_ROLE},
     .status = 401,
     .says =
         REFUSED_KEY("The key used is expired.", ", Found key 'Start=2024-01-01T00:00:00Z, End=2025-01-01T00:00:00Z'")},
    {.name = "no such application", .no_app = true, .roles = {EWS_ROLE}, .status = 400, .says = UNKNOWN_APPLICATION},
    {.name = "an application that is disabled",
     .disabled = true,
     .roles = {EWS_ROLE},
     .status = 400,
     .says = UNKNOWN_APPLICATION},
    {.name = "an assertion of another",
     .issuer = "somebody",
     .roles = {EWS_ROLE},
     .status = 400,
     .says = UNKNOWN_APPLICATION},
    {.name = "an assertion out of its time",
     .age = 4000,
     .roles = {EWS_ROLE},
     .status = 401,
     .says = "AADSTS70002: Error validating credentials. AADSTS700024: Client assertion is not within its valid time "
             "range."},
    {.name = "another grant",
     .grant = "password",
     .roles = {EWS_ROLE},
     .status = 400,
     .says = "AADSTS70003: The app requested an unsupported grant type 'password'."},
    {.name = "the shared principal needs no consent",
     .client = SHARED,
     .issuer = SHARED,
     .unregistered = true, /* its key is in the document as it is */
     .status = 200},
};

static struct lab *lab;

static const char *or_else(const char *value, const char *otherwise)
{
    return value ? value : otherwise;
}

static char *assertion(const struct row *row)
{
    const struct signing_key *key = lab_key(lab, or_else(row->key, "onprem-auth"));
    const json_int_t issued = time(NULL) - row->age;
    json_t *claims = json_pack("{s:s,s:s,s:s,s:I,s:I}", "iss", or_else(row->issuer, APP), "sub", APP, "aud",
                               "https://login.windows.net/common/oauth2/token", "nbf", issued, "exp", issued + 3600);
    char *text = token_sign(NULL, claims, key->private_key, key->certificate, NULL);

    json_decref(claims);
    return text;
}

static struct snapshot *tenant(const struct row *row)
{
    const struct signing_key *key = lab_key(lab, "onprem-auth");
    CLEANUP(cleanup_string)
    char *registered =
        text_format("<MsolServicePrincipalCredential><ServicePrincipalName>%s</ServicePrincipalName><KeyId>%s</KeyId>"
                    "<StartDate>2024-01-01T00:00:00Z</StartDate><EndDate>%s</EndDate><Value>%s</Value></"
                    "MsolServicePrincipalCredential>",
                    row->unregistered ? "other" : APP, key->thumbprint, or_else(row->key_ends, "2090-01-01T00:00:00Z"),
                    key->base64);
    struct lab_edit edits[ARRAY_SIZE(row->roles) + 3] = {
        {"msol", registered},
        {"msol", row->no_app     ? "<MgServicePrincipal><AppId>other</AppId></MgServicePrincipal>"
                 : row->disabled ? PRINCIPAL("false")
                                 : PRINCIPAL("true")}};

    for (size_t i = 0; i < ARRAY_SIZE(row->roles) && row->roles[i]; i++)
        edits[i + 2] = (struct lab_edit){"msol", row->roles[i]};
    return lab_snapshot(lab, edits);
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
    json_t *claims = NULL, *roles;
    size_t wanted = 0;

    assert_int_equal(token_verify(NULL, text(json, "access_token"), &key, 1, &claims), TOKEN_GOOD);
    assert_string_equal(text(claims, "iss"), "https://sts.windows.net/" LAB_REALM "/");
    assert_string_equal(text(claims, "appid"), or_else(row->client, APP));
    assert_string_equal(text(claims, "aud"), row->scope ? GRAPH : or_else(row->resource, EWS));
    assert_string_equal(text(claims, "ver"), or_else(row->version, "1.0"));
    CLEANUP(cleanup_string) char *name = text_format("%s@" LAB_REALM, or_else(row->client, APP));
    assert_string_equal(text(claims, "nameid"), name);
    assert_string_equal(text(claims, "tid"), LAB_REALM);
    assert_int_equal(strlen(text(claims, "oid")), 36);
    assert_string_equal(text(claims, "sub"), text(claims, "oid"));
    assert_int_equal(number(claims, "iat"), number(claims, "nbf"));
    assert_in_range(number(claims, "nbf"), time(NULL) - 330, time(NULL) - 300);
    assert_int_equal(number(claims, "exp") - number(claims, "nbf"), 3600 + 300);
    assert_string_equal(text(json, "token_type"), "Bearer");
    assert_int_equal(number(json, "expires_in"), 3599);
    assert_int_equal(number(json, "ext_expires_in"), 3599);
    for (roles = json_object_get(claims, "roles"); wanted < ARRAY_SIZE(row->granted) && row->granted[wanted]; wanted++)
        assert_string_equal(json_string_value(json_array_get(roles, wanted)), row->granted[wanted]);
    assert_int_equal(json_array_size(roles), wanted);
    json_decref(claims);
}

static void compare_sentence(const char *said, const struct row *row)
{
    CLEANUP(cleanup_string)
    char *sentence = text_format(row->says, lab_key(lab, or_else(row->key, "onprem-auth"))->thumbprint);
    const size_t length = strcspn(said, "\r");
    CLEANUP(cleanup_string) char *first = text_copy_part(said, length);
    CLEANUP(cleanup_string) char *rest = lasting_text(said + length, strlen(said + length));

    assert_string_equal(first, sentence);
    assert_string_equal(rest, "\r\nTrace ID: @\r\nCorrelation ID: @\r\nTimestamp: @");
}

static void answers(void **state)
{
    const struct row *row = *state;
    const struct origin origin = {.party = "token-service"};
    CLEANUP(snapshot_release) struct snapshot *snapshot = tenant(row);
    CLEANUP(cleanup_string) char *own = assertion(row);
    CLEANUP(cleanup_string)
    char *body = text_format("grant_type=%s&client_id=%s&client_assertion=%s&%s=%s",
                             or_else(row->grant, "client_credentials"), or_else(row->client, APP), own,
                             row->scope ? "scope" : "resource", row->scope ? row->scope : or_else(row->resource, EWS));
    const struct request request = lab_request(&origin, or_else(row->path, "/common/oauth2/token"), body);
    const struct exchange_call call = lab_call(lab, snapshot, "msol", &request, NULL);
    struct answer answer = {0};
    json_t *json;

    app_token_answer(&call, &answer);
    json = json_loadb(answer.body, answer.body_length, 0, NULL);
    assert_int_equal(answer.status, row->status);
    if (row->says)
        compare_sentence(text(json, "error_description"), row);
    if (row->status == 200)
        compare_token(json, row);
    json_decref(json);
    answer_clear(&answer);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows)];
    int failed;

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = answers, .initial_state = (void *)(uintptr_t)&rows[i]};
    lab = lab_new();
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    lab_free(&lab);
    return failed;
}
