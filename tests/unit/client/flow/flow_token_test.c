/* SPDX-License-Identifier: MIT */
/* The token step of a whole flow, against prepared answers: what is made of a challenge, of a token service, of a
 * federation gateway. All of them are one server that answers in turn. */
#include "base/cleanup.h"
#include "base/text.h"
#include "flow/flow.h"
#include "flow/tokens/bearer_challenge.h"
#include "support/canned_server.h"
#include "support/flow_bench.h"
#include "vocabulary/exchange_names.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define REALM "7d8a1c2e-5b3f-4e60-9a17-2c4d6f8b0e31"
#define HEAD(status, type) "HTTP/1.1 " status "\r\nConnection: close\r\nContent-Type: " type "\r\n"
#define BEARER(issuers)                                                                                                \
    HEAD("401 Unauthorized", "text/plain")                                                                             \
    "WWW-Authenticate: Negotiate\r\nWWW-Authenticate: Bearer client_id=\"" APP_EXCHANGE                                \
    "\", trusted_issuers=\"" issuers "\", token_types=\"x\"\r\nWWW-Authenticate: Basic realm=\"host\"\r\n\r\n"
#define CHALLENGE BEARER(APP_TOKEN_SERVICE "@" REALM)
#define JSON(status, body) HEAD(status, "application/json") "\r\n" body
#define TRUST(status, body)                                                                                            \
    HEAD(status, "application/soap+xml")                                                                               \
    "\r\n<S:Envelope xmlns:S=\"" NS_SOAP12 "\"><S:Body>" body "</S:Body></S:Envelope>"
#define RESPONSE(inner)                                                                                                \
    "<t:RequestSecurityTokenResponse xmlns:t=\"" NS_TRUST "\"><t:RequestedSecurityToken>" inner                        \
    "</t:RequestedSecurityToken></t:RequestSecurityTokenResponse>"
#define PAGE HEAD("200 OK", "text/xml") "\r\n<html><br></html>"
#define TOKEN JSON("200 OK", "{\"access_token\":\"a.b.c\"}")
#define REFUSAL HEAD("403 Forbidden", "text/html") "\r\n"
#define NO_CONNECTOR "<TargetAddressDomains>contoso.com</TargetAddressDomains>"

/* Where the flow ends. */
struct row {
    const char *name;
    const char *answers[4];
    bool delegated; /* DAUTH */
    const char *outcome, *hop;
    int status;
    const char *code, *text;
    const char *asked; /* the last question contains it */
    const char *token; /* how the request for a token ended, NULL: as the flow */
    const char *token_text;
    const char *find, *put;
};

static const struct row rows[] = {
    {"no Bearer in the challenge",
     {HEAD("401 Unauthorized", "text/html") "WWW-Authenticate: Basic realm=\"TMG\"\r\n\r\n"},
     .outcome = "http-status",
     .hop = "autodiscover",
     .status = 401,
     .asked = "\r\nAuthorization: Bearer\r\n"},
    {"an issuer we do not know",
     {BEARER("00000004-0000-0ff1-ce00-000000000000@" REALM), TOKEN, REFUSAL},
     .outcome = "http-status",
     .hop = "autodiscover",
     .status = 403,
     .asked = "\r\nAuthorization: Bearer ey",
     .token = "ok"},
    {"an issuer for another realm",
     {BEARER(APP_TOKEN_SERVICE "@elsewhere"), TOKEN, REFUSAL},
     .outcome = "http-status",
     .hop = "autodiscover",
     .status = 403,
     .asked = "\r\nAuthorization: Bearer ey",
     .token = "ok"},
    {"404 instead of a challenge",
     {HEAD("404 Not Found", "text/html") "\r\n"},
     .outcome = "http-status",
     .hop = "autodiscover",
     .status = 404},
    {"a page instead of a challenge", {PAGE}, .outcome = "not-xml", .hop = "autodiscover", .status = 200},
    {"an envelope instead of a challenge",
     {HEAD("200 OK", "text/xml") "\r\n<s:Envelope xmlns:s=\"" NS_SOAP11 "\"/>"},
     .outcome = "unexpected-answer",
     .hop = "autodiscover",
     .status = 200},
    {"any realm is trusted",
     {BEARER("x@y," APP_TOKEN_SERVICE "@*"), JSON("500 Oops", "{}")},
     .outcome = "http-status",
     .hop = "token",
     .status = 500},
    {"the token service refuses",
     {CHALLENGE, JSON("401 Unauthorized", "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS70002\"}"),
      CHALLENGE},
     .outcome = "http-status",
     .hop = "autodiscover",
     .status = 401,
     .asked = "GetUserSettingsRequestMessage",
     .token = "error-response",
     .token_text = "AADSTS70002"},
    {"no JSON",
     {CHALLENGE, HEAD("200 OK", "application/json") "\r\n<html/>"},
     .outcome = "unexpected-answer",
     .hop = "token",
     .status = 200},
    {"a token with a line break",
     {CHALLENGE, JSON("200 OK", "{\"access_token\":\"a\\r\\nX-Evil: 1\"}")},
     .outcome = "unexpected-answer",
     .hop = "token",
     .status = 200},
    {"an empty token",
     {CHALLENGE, JSON("200 OK", "{\"access_token\":\"\"}")},
     .outcome = "unexpected-answer",
     .hop = "token",
     .status = 200},
    {"every character of tokens",
     {CHALLENGE, JSON("200 OK", "{\"access_token\":\"azAZ09-_.==\"}"), REFUSAL},
     .outcome = "http-status",
     .hop = "autodiscover",
     .status = 403,
     .asked = "\r\nAuthorization: Bearer ey"},
    {"the token is shown",
     {CHALLENGE, TOKEN, REFUSAL},
     .outcome = "http-status",
     .hop = "autodiscover",
     .status = 403,
     .asked = "\r\nAuthorization: Bearer ey"},
    {"what a token is asked with",
     {CHALLENGE, HEAD("503 Service Unavailable", "text/html") "\r\n"},
     .outcome = "http-status",
     .hop = "token",
     .status = 503,
     .asked = "grant_type=http%3A%2F%2Foauth.net%2Fgrant_type%2Fjwt%2F1.0%2Fbearer&assertion=ey"},
    {"no signing certificate",
     {CHALLENGE, CHALLENGE},
     .outcome = "http-status",
     .hop = "autodiscover",
     .status = 401,
     .asked = "GetUserSettingsRequestMessage",
     .token = "no-signing-certificate",
     .token_text = "Missing signing certificate.",
     .find = "<CurrentCertificateThumbprint>{exo-auth:thumbprint}",
     .put = "<CurrentCertificateThumbprint>00"},
    {"the certificate's files are gone",
     {CHALLENGE, CHALLENGE},
     .outcome = "http-status",
     .hop = "autodiscover",
     .status = 401,
     .asked = "GetUserSettingsRequestMessage",
     .token = "no-signing-certificate",
     .token_text = "Missing signing certificate.",
     .find = "{exo-auth:key-file}",
     .put = "/nonexistent/key.pem"},
    {"no authorisation server",
     {CHALLENGE},
     .outcome = "http-status",
     .hop = "autodiscover",
     .status = 401,
     .find = "</CertificateStrings>\n      <Enabled>true",
     .put = "</CertificateStrings>\n      <Enabled>false"},
    {"the gateway refuses",
     {TRUST("500 Oops", "<S:Fault><S:Code><S:Value>S:Sender</S:Value></S:Code><S:Reason><S:Text>Authentication "
                        "Failure</S:Text></S:Reason></S:Fault>")},
     true,
     .outcome = "soap-fault",
     .hop = "token",
     .status = 500,
     .code = "S:Sender",
     .text = "Authentication Failure",
     .asked = "<saml:AttributeValue>ann@contoso.mail.onmicrosoft.com</saml:AttributeValue>"},
    {"the gateway gives nothing",
     {TRUST("200 OK", RESPONSE(""))},
     true,
     .outcome = "unexpected-answer",
     .hop = "token",
     .status = 200,
     .asked = "<a:Address>FYDIBOHF25SPDLT.contoso.com</a:Address>"},
    {"the gateway's page",
     {HEAD("503 Service Unavailable", "text/html") "\r\n"},
     true,
     .outcome = "http-status",
     .hop = "token",
     .status = 503},
    {"the gateway's token is passed on",
     {TRUST("200 OK", RESPONSE("<x:EncryptedData xmlns:x=\"urn:x\">abc</x:EncryptedData>")),
      HEAD("403 Forbidden", "text/html") "\r\n"},
     true,
     .outcome = "http-status",
     .hop = "autodiscover",
     .status = 403,
     .asked = "</wsu:Timestamp><x:EncryptedData xmlns:x=\"urn:x\">abc</x:EncryptedData></wsse:Security>"},
    {"no federation trust",
     {NULL},
     true,
     .outcome = "no-federation-trust",
     .hop = "token",
     .text = "The organization has no federation trust.",
     .find = "<DelegationTrustLink>",
     .put = "<DelegationTrustLink>No such "},
    {"no federation certificate",
     {NULL},
     true,
     .outcome = "no-signing-certificate",
     .hop = "token",
     .text = "Missing signing certificate.",
     .find = "<OrgCertificate>{exo-federation:thumbprint}",
     .put = "<OrgCertificate>00"},
};

/* All it asks, it asks at the one server. */
static struct snapshot *load(const struct flow_bench *bench, const struct row *row, const char *url)
{
    const char *const replacements[][2] = {
        {row->find ? row->find : "{none}", row->put ? row->put : ""},
        {row->delegated ? NO_CONNECTOR : "{none}", "<TargetAddressDomains>fabrikam.com</TargetAddressDomains>"},
    };

    return flow_bench_load(bench, replacements, ARRAY_SIZE(replacements), url);
}

static size_t count_answers(const struct row *row)
{
    size_t count = 0;

    while (count < ARRAY_SIZE(row->answers) && row->answers[count])
        count++;
    return count;
}

static void assert_field(const char *got, const char *wanted)
{
    assert_string_equal(got ? got : "(none)", wanted ? wanted : "(none)");
}

/* The end of the request for a token, which is not the end of the flow where it goes on without. */
static void check_token(const struct row *row, const struct lookup *lookup)
{
    const struct evidence *token = NULL;

    for (size_t i = 0; i < lookup->evidence_count; i++)
        if (lookup->evidence[i].hop == HOP_TOKEN)
            token = &lookup->evidence[i];
    assert_non_null(token);
    if (!token)
        return;
    assert_field(outcome_name(token->outcome), row->token);
    assert_field(token->fault_text, row->token_text);
}

static void check(const struct row *row, const struct lookup *lookup, const struct canned_server *server)
{
    const struct evidence *end = lookup_failure(lookup);
    const size_t questions = count_answers(row);

    assert_false(lookup->ok);
    assert_non_null(end);
    assert_field(outcome_name(end->outcome), row->outcome);
    assert_field(hop_name(end->hop), row->hop);
    assert_int_equal(end->http_status, row->status);
    assert_field(end->fault_code, row->code);
    assert_field(end->fault_text, row->text);
    assert_non_null(lookup->error_text);
    assert_ptr_equal(end, &lookup->evidence[lookup->evidence_count - 1]);
    if (row->token)
        check_token(row, lookup);
    if (row->token_text && strstr(canned_server_request(server, questions - 1), "Authorization"))
        fail_msg("a token is shown that nobody has: %s", canned_server_request(server, questions - 1));
    if (row->asked && !strstr(canned_server_request(server, questions - 1), row->asked))
        fail_msg("not in the question: %s", row->asked);
}

static void ends(void **state)
{
    const struct row *row = *state;
    CLEANUP(flow_bench_free) struct flow_bench *bench = flow_bench_new();
    CLEANUP(canned_server_free) struct canned_server *server = canned_server_new(row->answers, count_answers(row));
    CLEANUP(snapshot_release) struct snapshot *snapshot = load(bench, row, canned_server_url(server));
    const struct flow_settings settings = {.organization = snapshot, .scope = "exo", .isolated = true};
    CLEANUP(lookup_free) struct lookup *lookup = flow_run(&settings, "ann@contoso.com", "joe@contoso.com");

    canned_server_join(server);
    check(row, lookup, server);
}

struct challenge_row {
    const char *name, *header;
    bool is_challenge;
    const char *client_id, *trusted_issuers, *realm;
};

static const struct challenge_row challenge_rows[] = {
    {"challenge: all of it", "Bearer client_id=\"a\", trusted_issuers=\"b@c,d@e\", realm=\"f\"", true, "a", "b@c,d@e",
     "f"},
    {"challenge: without blanks", "bearer realm=\"f\",client_id=\"a\"", true, "a", NULL, "f"},
    {"challenge: a name inside another", "Bearer my_client_id=\"x\", client_id=\"a\"", true, "a", NULL, NULL},
    {"challenge: an open quote", "Bearer client_id=\"a", true, "a", NULL, NULL},
    {"challenge: bare", "Bearer", true, NULL, NULL, NULL},
    {"challenge: another scheme", "Basic realm=\"f\"", false, NULL, NULL, NULL},
};

static void challenge_is_read(void **state)
{
    const struct challenge_row *row = *state;
    CLEANUP(lookup_free) struct lookup *lookup = lookup_new("ann@contoso.com", "joe@contoso.com");
    CLEANUP(bearer_challenge_close) struct bearer_challenge challenge;
    struct evidence *record = lookup_add(lookup, HOP_AUTODISCOVER, HOP_AUTODISCOVER);

    evidence_add_header(record, "WWW-Authenticate", row->header);
    assert_int_equal(bearer_challenge_read(&challenge, record), row->is_challenge);
    assert_field(challenge.client_id, row->client_id);
    assert_field(challenge.trusted_issuers, row->trusted_issuers);
    assert_field(challenge.realm, row->realm);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + ARRAY_SIZE(challenge_rows)], *next = tests;

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        *next++ =
            (struct CMUnitTest){.name = rows[i].name, .test_func = ends, .initial_state = (void *)(uintptr_t)&rows[i]};
    for (size_t i = 0; i < ARRAY_SIZE(challenge_rows); i++)
        *next++ = (struct CMUnitTest){.name = challenge_rows[i].name,
                                      .test_func = challenge_is_read,
                                      .initial_state = (void *)(uintptr_t)&challenge_rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
