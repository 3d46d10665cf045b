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
#include <string.h>
#include <time.h>

#include <cmocka.h>

#define EXCHANGE "00000002-0000-0ff1-ce00-000000000000"
#define TOKEN_SERVICE "00000001-0000-0000-c000-000000000000"
#define TWIN "<Mailbox><Name>Twin</Name><PrimarySmtpAddress>twin@contoso.com</PrimarySmtpAddress>"

/* How the tokens are made; NULL and 0 stand for what a healthy asking organisation sends. */
struct form {
    const char *host, *application, *realm; /* of the audience */
    const char *issuer, *key, *nameid;      /* of the actor token */
    const char *outer_issuer, *outer_audience;
    const char *smtp, *upn, *sip;
    int age, actor_age; /* seconds since it was issued; both live for an hour */
    char *(*make)(const struct form *form, const struct lab *lab);
};

struct row {
    const char *name;
    struct form form;
    struct lab_edit edits[3];
    const char *diagnostics; /* NULL: accepted */
};

static const char * or (const char *value, const char *otherwise)
{
    return value ? value : otherwise;
}

static char *audience(const struct form *form)
{
    return text_format("%s/%s@%s", or (form->application, EXCHANGE), or (form->host, "mail.contoso.com"),
                       or (form->realm, LAB_REALM));
}

static char *actor_token(const struct form *form, const struct lab *lab)
{
    CLEANUP(cleanup_string) char *aud = audience(form);
    const struct signing_key *key = lab_key(lab, or (form->key, "token-service"));
    const json_int_t issued = time(NULL) - form->actor_age;
    json_t *claims =
        json_pack("{s:s,s:s,s:s,s:I,s:I}", "aud", aud, "iss", or (form->issuer, TOKEN_SERVICE "@" LAB_REALM), "nameid",
                  or (form->nameid, EXCHANGE "@" LAB_REALM), "nbf", issued, "exp", issued + 3600);
    char *token = token_sign(NULL, claims, key->private_key, key->certificate, NULL);

    json_decref(claims);
    return token;
}

static json_t *user_claims(const struct form *form)
{
    CLEANUP(cleanup_string) char *aud = audience(form);
    const json_int_t issued = time(NULL) - form->age;

    return json_pack("{s:s,s:s,s:I,s:I,s:s,s:s,s:s}", "aud", or (form->outer_audience, aud), "iss",
                     or (form->outer_issuer, EXCHANGE "@" LAB_REALM), "nbf", issued, "exp", issued + 3600, "smtp",
                     or (form->smtp, "ann@contoso.com"), "upn", or (form->upn, "ann@contoso.com"), "sip",
                     or (form->sip, "sip:ann@contoso.com"));
}

static char *outer_token(const struct form *form, const struct lab *lab)
{
    CLEANUP(cleanup_string) char *actor = actor_token(form, lab), *token = NULL;
    json_t *claims = user_claims(form);

    json_object_set_new(claims, "actortoken", json_string(actor));
    token = token_unsigned(claims, NULL);
    json_decref(claims);
    return TAKE(token);
}

static char *without_actor(const struct form *form, const struct lab *lab)
{
    json_t *claims = user_claims(form);
    char *token = token_unsigned(claims, NULL);

    (void)lab;
    json_decref(claims);
    return token;
}

static char *signed_directly(const struct form *form, const struct lab *lab)
{
    return actor_token(form, lab);
}

static char *unreadable_actor(const struct form *form, const struct lab *lab)
{
    json_t *claims = user_claims(form);
    char *token;

    (void)lab;
    json_object_set_new(claims, "actortoken", json_string("a.b"));
    token = token_unsigned(claims, NULL);
    json_decref(claims);
    return token;
}

static char *garbage(const struct form *form, const struct lab *lab)
{
    (void)form;
    (void)lab;
    return text_copy("not-a-token");
}

static char *huge(const struct form *form, const struct lab *lab)
{
    (void)form;
    (void)lab;
    return text_format("%0*d.a.a", 1 << 20, 0);
}

#define ISSUER(name)                                                                                                   \
    "2000009;reason=\"The issuer of the token is unknown. Issuer was '" name "'.\";error_category=\"invalid_issuer\""
#define SIGNATURE "2000000;reason=\"The token has an invalid signature.\";error_category=\"invalid_signature\""
#define UNREADABLE                                                                                                     \
    "2000001;reason=\"OAuth token submitted with the request cannot be parsed.\";error_category=\"invalid_token\""
#define LIFETIME "2000001;reason=\"The token is outside its lifetime.\";error_category=\"invalid_token\""
#define AMBIGUOUS                                                                                                      \
    "2000005;reason=\"The user specified by the user-context in the token is "                                         \
    "ambiguous.\";error_category=\"invalid_user\""
#define NO_USER                                                                                                        \
    "2000005;reason=\"The user specified by the user-context in the token does not exist.\";"                          \
    "error_category=\"invalid_user\""
#define PARTNER                                                                                                        \
    "2000008;reason=\"The token should have valid permissions or linked account associated with partner application "  \
    "'" EXCHANGE "'.\";error_category=\"invalid_grant\""
#define HOST(expected, actual)                                                                                         \
    "2000003;reason=\"The hostname component of the audience claim value is invalid. Expected '" expected              \
    "'. Actual '" actual "'.\";error_category=\"invalid_resource\""

static const struct row rows[] = {
    {"healthy", {0}, {{0}}, NULL},
    {"healthy, the routing address names the user", {.smtp = "ann@contoso.mail.onmicrosoft.com"}, {{0}}, NULL},
    {"healthy, the user principal name alone names the user", {.smtp = ""}, {{0}}, NULL},
    {"healthy, signed directly, no user named", {.make = signed_directly}, {{0}}, NULL},
    {"healthy, clocks four minutes apart", {.age = -240, .actor_age = -240}, {{0}}, NULL},
    {"healthy, realm of the audience is an accepted domain", {.realm = "contoso.com"}, {{0}}, NULL},
    {"not a token", {.make = garbage}, {{0}}, UNREADABLE},
    {"a megabyte", {.make = huge}, {{0}}, UNREADABLE},
    {"actor token is not a token", {.make = unreadable_actor}, {{0}}, UNREADABLE},
    {"unsigned, without actor token", {.make = without_actor}, {{0}}, SIGNATURE},
    {"signed by a stranger", {.key = "stranger"}, {{0}}, SIGNATURE},
    {"cached keys are stale", {0}, {{"onprem/AuthServer/CertificateStrings", NULL}}, SIGNATURE},
    {"issuer unknown",
     {.issuer = "00000099-0000-0000-c000-000000000000@" LAB_REALM},
     {{0}},
     ISSUER("00000099-0000-0000-c000-000000000000@" LAB_REALM)},
    {"issuer is no principal", {.issuer = "nobody"}, {{0}}, ISSUER("nobody")},
    {"issuer of another tenant",
     {.issuer = TOKEN_SERVICE "@fabrikam.com"},
     {{0}},
     ISSUER(TOKEN_SERVICE "@fabrikam.com")},
    {"AuthServer gone", {0}, {{"onprem/AuthServer", NULL}}, ISSUER(TOKEN_SERVICE "@" LAB_REALM)},
    {"AuthServer disabled", {0}, {{"onprem/AuthServer/Enabled", "false"}}, SIGNATURE},
    {"actor token of somebody else", {.outer_issuer = "00000099-0000-0000-c000-000000000000@x"}, {{0}}, SIGNATURE},
    {"audience is another application",
     {.application = "00000003-0000-0ff1-ce00-000000000000"},
     {{0}},
     "2000003;reason=\"The audience claim value is invalid "
     "'00000003-0000-0ff1-ce00-000000000000/mail.contoso.com@" LAB_REALM "'.\";error_category=\"invalid_resource\""},
    {"audience tries to write headers",
     {.outer_audience = "x\r\nSet-Cookie: \"a\""},
     {{0}},
     "2000003;reason=\"The audience claim value is invalid 'x??Set-Cookie: "
     "?a?'.\";error_category=\"invalid_resource\""},
    {"audience is another host",
     {.host = "autodiscover.contoso.com"},
     {{0}},
     HOST("https://autodiscover.contoso.com", "https://mail.contoso.com")},
    {"SSL off-loading",
     {0},
     {{"lab/LabReverseProxy[Party='onprem']/SslOffloading", "true"}},
     "2000003;reason=\"The hostname component of the audience claim value 'https://mail.contoso.com' is invalid\";"
     "error_category=\"invalid_resource\""},
    {"realm unknown",
     {.realm = "fabrikam.com"},
     {{0}},
     "2000004;reason=\"The tenant for tenant guid 'fabrikam.com' does not exist.\";error_category=\"invalid_tenant\""},
    {"outer token expired", {.age = 3600 + 301}, {{0}}, LIFETIME},
    {"actor token not yet valid", {.actor_age = -302}, {{0}}, LIFETIME},
    {"clock of the asked server is late", {0}, {{"lab/LabClock[Scope='onprem']/OffsetSeconds", "-600"}}, LIFETIME},
    {"partner application removed", {0}, {{"onprem/PartnerApplication", NULL}}, PARTNER},
    {"partner application disabled", {0}, {{"onprem/PartnerApplication/Enabled", "false"}}, PARTNER},
    {"a twin by mail address",
     {0},
     {{"onprem", TWIN "<EmailAddresses>smtp:ann@contoso.com</EmailAddresses></Mailbox>"}},
     AMBIGUOUS},
    {"a twin by user principal name",
     {0},
     {{"onprem", TWIN "<UserPrincipalName>ANN@contoso.com</UserPrincipalName></Mailbox>"}},
     AMBIGUOUS},
    {"a twin by SIP address",
     {0},
     {{"onprem", TWIN "<EmailAddresses>sip:ann@contoso.com</EmailAddresses></Mailbox>"}},
     AMBIGUOUS},
    {"the claims meet two people", {.upn = "joe@contoso.com"}, {{0}}, AMBIGUOUS},
    {"the user is not there", {0}, {{"onprem/RemoteMailbox[Alias='ann']", NULL}}, NO_USER},
    {"no user named at all", {.smtp = "", .upn = "", .sip = ""}, {{0}}, NO_USER},
};

static struct lab *lab;

static void ask(const struct row *row, const struct snapshot *snapshot, struct caller *caller, struct answer *answer)
{
    const struct origin origin = {.party = "onprem", .server_name = "mail.contoso.com"};
    CLEANUP(cleanup_string) char *token = (row->form.make ? row->form.make : outer_token)(&row->form, lab);
    CLEANUP(cleanup_string) char *authorization = text_format("Bearer %s", token);
    struct request request = lab_request(&origin, "/EWS/Exchange.asmx", "");
    const struct exchange_call call = lab_call(lab, snapshot, "onprem", &request, "WebServicesVirtualDirectory");

    headers_add(&request.headers, "Authorization", authorization);
    headers_add(&request.headers, "Host", "mail.contoso.com:443");
    assert_true(oauth_authenticate(&call, caller, answer) == !row->diagnostics);
    headers_clear(&request.headers);
}

static const char *named(const struct form *form)
{
    const char *const smtp = or (form->smtp, "ann@contoso.com");

    return *smtp ? smtp : or (form->upn, "ann@contoso.com");
}

static void verifies(void **state)
{
    const struct row *row = *state;
    CLEANUP(snapshot_release) struct snapshot *snapshot = lab_snapshot(lab, row->edits);
    struct caller caller = {CALLER_ANONYMOUS, "", "", 0};
    struct answer answer = {0};

    ask(row, snapshot, &caller, &answer);
    if (row->diagnostics) {
        assert_int_equal(answer.status, 401);
        assert_string_equal(headers_get(&answer.headers, "x-ms-diagnostics"), row->diagnostics);
        assert_non_null(strstr(headers_get(&answer.headers, "WWW-Authenticate"), ", error=\"invalid_token\""));
        assert_non_null(headers_get(&answer.headers, "request-id"));
        assert_non_null(headers_get(&answer.headers, "X-FEServer"));
        assert_int_equal(answer.body_length, 0);
    } else {
        assert_int_equal(answer.status, 0);
        assert_int_equal(caller.kind, CALLER_ORGANIZATION);
        assert_string_equal(caller.address, row->form.make ? "" : named(&row->form));
        if (!row->form.make)
            assert_string_equal(caller.application, EXCHANGE);
    }
    answer_clear(&answer);
}

/* What an empty "Authorization: Bearer" gets. */
static const struct offer {
    const char *name, *scope;
    struct lab_edit edits[4];
    const char *headers[5];
} offers[] = {
    {"challenge on premises",
     "onprem",
     {{0}},
     {"Bearer client_id=\"" EXCHANGE "\", trusted_issuers=\"" TOKEN_SERVICE "@" LAB_REALM "\", realm=\"" LAB_REALM
      "\", token_types=\"app_asserted_user_v1 service_asserted_app_v1\"",
      "Negotiate", "NTLM", "Basic realm=\"mail.contoso.com\""}},
    {"challenge on premises with hybrid modern authentication",
     "onprem",
     {{"onprem", "<AuthServer><Name>EvoSts</Name><Type>AzureAD</Type><IssuerIdentifier>https://sts.windows.net/x/"
                 "</IssuerIdentifier><Realm>x</Realm><Enabled>false</Enabled></AuthServer>"}},
     {"Bearer client_id=\"" EXCHANGE "\", trusted_issuers=\"" TOKEN_SERVICE "@" LAB_REALM "\", realm=\"" LAB_REALM
      "\", token_types=\"app_asserted_user_v1 service_asserted_app_v1\", "
      "authorization_uri=\"https://login.windows.net/common/oauth2/authorize\"",
      "Negotiate", "NTLM", "Basic realm=\"mail.contoso.com\""}},
    {"challenge of the cloud",
     "exo",
     {{0}},
     {"Bearer client_id=\"" EXCHANGE "\", trusted_issuers=\"" TOKEN_SERVICE
      "@*\", token_types=\"app_asserted_user_v1 service_asserted_app_v1\", "
      "authorization_uri=\"https://login.windows.net/common/oauth2/authorize\"",
      "Basic Realm=\"\""}},
    {"OAuth off",
     "onprem",
     {{"onprem/WebServicesVirtualDirectory/OAuthAuthentication", "false"}},
     {"Negotiate", "NTLM", "Basic realm=\"mail.contoso.com\""}},
    {"OAuth off at the back end alone",
     "onprem",
     {{"onprem/WebServicesVirtualDirectory[contains(Identity,'Back End')]/OAuthAuthentication", "false"},
      {"onprem/WebServicesVirtualDirectory/BasicAuthentication", "false"}},
     {"Negotiate", "NTLM"}},
    {"OAuth off at the other back end",
     "onprem",
     {{"onprem/AutodiscoverVirtualDirectory[contains(Identity,'Back End')]/OAuthAuthentication", "false"},
      {"onprem/WebServicesVirtualDirectory/WindowsAuthentication", "false"},
      {"onprem/WebServicesVirtualDirectory/BasicAuthentication", "false"}},
     {"Bearer client_id=\"" EXCHANGE "\", trusted_issuers=\"" TOKEN_SERVICE "@" LAB_REALM "\", realm=\"" LAB_REALM
      "\", token_types=\"app_asserted_user_v1 service_asserted_app_v1\""}},
    {"OAuth and Windows off, Basic on",
     "onprem",
     {{"onprem/WebServicesVirtualDirectory/OAuthAuthentication", "false"},
      {"onprem/WebServicesVirtualDirectory/WindowsAuthentication", "false"},
      {"onprem/WebServicesVirtualDirectory/BasicAuthentication", "true"}},
     {"Basic realm=\"mail.contoso.com\""}},
};

static void challenges(void **state)
{
    const struct offer *offer = *state;
    const struct origin origin = {.party = offer->scope, .server_name = "mail.contoso.com"};
    CLEANUP(snapshot_release) struct snapshot *snapshot = lab_snapshot(lab, offer->edits);
    struct request request = lab_request(&origin, "/EWS/Exchange.asmx", "");
    const struct exchange_call call = lab_call(lab, snapshot, offer->scope, &request, "WebServicesVirtualDirectory");
    struct caller caller = {CALLER_ANONYMOUS, "", "", 0};
    struct answer answer = {0};

    headers_add(&request.headers, "Authorization", "Bearer");
    assert_false(oauth_authenticate(&call, &caller, &answer));
    assert_int_equal(answer.status, 401);
    assert_null(headers_get(&answer.headers, "x-ms-diagnostics"));
    assert_non_null(headers_get(&answer.headers, "request-id"));
    for (size_t i = 0; i == 0 || offer->headers[i - 1]; i++)
        if (offer->headers[i])
            assert_string_equal(lab_header(&answer, "WWW-Authenticate", i), offer->headers[i]);
        else
            assert_null(lab_header(&answer, "WWW-Authenticate", i));
    headers_clear(&request.headers);
    answer_clear(&answer);
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
    struct CMUnitTest tests[ARRAY_SIZE(rows) + ARRAY_SIZE(offers)] = {{0}};

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = verifies, .initial_state = (void *)(uintptr_t)&rows[i]};
    for (size_t i = 0; i < ARRAY_SIZE(offers); i++)
        tests[ARRAY_SIZE(rows) + i] = (struct CMUnitTest){
            .name = offers[i].name, .test_func = challenges, .initial_state = (void *)(uintptr_t)&offers[i]};
    return cmocka_run_group_tests_name("oauth", tests, set_up, tear_down);
}
