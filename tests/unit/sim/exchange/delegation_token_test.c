/* SPDX-License-Identifier: MIT */
#include "exchange/common/call.h"
#include "exchange/dauth/dauth.h"
#include "exchange/dauth/delegation_check.h"
#include "origin/origin.h"
#include "saml/assertion.h"

#include "base/cleanup.h"
#include "base/guid.h"
#include "base/text.h"
#include "support/exchange_fixture.h"
#include "vocabulary/exchange_names.h"
#include "xml/xml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#define VERIFYING "An error occurred when verifying security for the message."
#define PROCESSING "An error occurred when processing the security tokens in the message."

#define BAD                                                                                                            \
    "<x:EncryptedData xmlns:x=\"http://www.w3.org/2001/04/xmlenc#\"><x:CipherData><x:CipherValue>AAAA</x:CipherValue>" \
    "</x:CipherData></x:EncryptedData>"

#define BROKEN(directory) "<LabWSSecurity><Identity>EX01\\" directory "</Identity><State>Broken</State></LabWSSecurity>"

enum defect {
    NONE,
    NO_HEADER,
    NO_TIMESTAMP,
    BAD_TIMESTAMP,
    NO_EXPIRES,
    OTHER_HEADER,
    OTHER_USER,
    NO_TOKEN,
    BAD_TOKEN,
    TOKEN_FOR_OTHERS,
    FOREIGN_TOKEN,
    FORGED_TOKEN
};

static const struct row {
    const char *name;
    enum defect defect;
    int message_age, token_age; /* seconds; the token lives for an hour */
    int message_life;           /* 0: five minutes */
    const char *target;         /* NULL: the organisation that is asked */
    struct lab_edit edits[2];
    const char *code, *text; /* of the fault; NULL: accepted */
} rows[] = {
    {.name = "healthy"},
    {.name = "healthy, clocks four minutes apart", .message_age = -240, .token_age = -240},
    {.name = "no Security header", .defect = NO_HEADER, .code = "a:InvalidSecurity", .text = VERIFYING},
    {.name = "no Timestamp", .defect = NO_TIMESTAMP, .code = "a:InvalidSecurity", .text = VERIFYING},
    {.name = "Timestamp is no time", .defect = BAD_TIMESTAMP, .code = "a:InvalidSecurity", .text = VERIFYING},
    {.name = "Timestamp without an end", .defect = NO_EXPIRES, .code = "a:InvalidSecurity", .text = VERIFYING},
    {.name = "short-lived message that is over",
     .message_age = 360,
     .message_life = 30,
     .code = "a:InvalidSecurity",
     .text = VERIFYING},
    {.name = "Security of another namespace", .defect = OTHER_HEADER, .code = "a:InvalidSecurity", .text = VERIFYING},
    {.name = "user without a domain", .defect = OTHER_USER, .code = "a:InvalidSecurityToken", .text = PROCESSING},
    {.name = "Timestamp expired", .message_age = 300 + 302, .code = "a:InvalidSecurity", .text = VERIFYING},
    {.name = "message older than it says",
     .message_age = 602,
     .message_life = 7200,
     .code = "a:InvalidSecurity",
     .text = VERIFYING},
    {.name = "Timestamp in the future", .message_age = -302, .code = "a:InvalidSecurity", .text = VERIFYING},
    {.name = "clock of the asked server is early",
     .edits = {{"lab/LabClock[Scope='onprem']/OffsetSeconds", "700"}},
     .code = "a:InvalidSecurity",
     .text = VERIFYING},
    {.name = "no token", .defect = NO_TOKEN, .code = "a:InvalidSecurity", .text = VERIFYING},
    {.name = "token cannot be deciphered", .defect = BAD_TOKEN, .code = "a:InvalidSecurity", .text = VERIFYING},
    {.name = "token sealed for another organisation",
     .defect = TOKEN_FOR_OTHERS,
     .code = "a:InvalidSecurity",
     .text = VERIFYING},
    {.name = "the federation certificate has been renewed",
     .edits = {{"onprem/FederationTrust/OrgCertificate", "00"}},
     .code = "a:InvalidSecurity",
     .text = VERIFYING},
    {.name = "WSSecurity is off behind the web site",
     .edits = {{"onprem/WebServicesVirtualDirectory[contains(Identity,'Back End')]/WSSecurityAuthentication", "false"}},
     .code = "a:InvalidSecurity",
     .text = VERIFYING},
    {.name = "WSSecurity is off behind the other web site",
     .edits = {{"onprem/AutodiscoverVirtualDirectory[contains(Identity,'Back End')]/WSSecurityAuthentication",
                "false"}}},
    {.name = "what IIS has set up for WSSecurity is broken",
     .edits = {{"onprem", BROKEN("EWS (Exchange Back End)")}},
     .code = "a:InvalidSecurity",
     .text = VERIFYING},
    {.name = "it is broken elsewhere", .edits = {{"onprem", BROKEN("Autodiscover (Exchange Back End)")}}},
    {.name = "token changed on the way", .defect = FORGED_TOKEN, .code = "a:InvalidSecurity", .text = VERIFYING},
    {.name = "token of a stranger", .defect = FOREIGN_TOKEN, .code = "a:InvalidSecurityToken", .text = PROCESSING},
    {.name = "the gateway's new key is not known",
     .edits = {{"onprem/FederationTrust/TokenIssuerCertificate", NULL}},
     .code = "a:InvalidSecurityToken",
     .text = PROCESSING},
    {.name = "the federation certificate has expired",
     .edits = {{"onprem/ExchangeCertificate[Subject='CN=Federation']/NotAfter", "2026-01-05T08:00:00Z"}},
     .code = "a:InvalidSecurityToken",
     .text = PROCESSING},
    {.name = "the other certificate has",
     .edits = {{"onprem/ExchangeCertificate[not(Subject='CN=Federation')]/NotAfter", "2026-01-05T08:00:00Z"}}},
    {.name = "no federation trust",
     .edits = {{"onprem/FederationTrust", NULL}},
     .code = "a:InvalidSecurity",
     .text = VERIFYING},
    {.name = "another issuer is trusted",
     .edits = {{"onprem/FederationTrust/TokenIssuerUri", "uri:WindowsLiveID"}},
     .code = "a:InvalidSecurityToken",
     .text = PROCESSING},
    {.name = "token expired", .token_age = 3600 + 302, .code = "a:InvalidSecurityToken", .text = PROCESSING},
    {.name = "token not yet valid", .token_age = -302, .code = "a:InvalidSecurityToken", .text = PROCESSING},
    {.name = "token for another organisation",
     .target = "fabrikam.com",
     .code = "a:InvalidSecurityToken",
     .text = PROCESSING},
};

static struct lab *lab;

/* Issued by the gateway, or by a stranger under his own name or the gateway's. */
static char *make_token(const struct row *row)
{
    const int64_t issued = time(NULL) - row->token_age;
    const struct assertion assertion = {.id = "1",
                                        .user = row->defect == OTHER_USER ? "ann" : "ann@contoso.com",
                                        .audience = row->target ? row->target : "FYDIBOHF25SPDLT.contoso.com",
                                        .created = issued,
                                        .expires = issued + 3600};
    const bool forged = row->defect == FORGED_TOKEN, foreign = row->defect == FOREIGN_TOKEN || forged;
    const struct signing_key *signer = lab_key(lab, foreign ? "stranger" : "federation-gateway");
    const struct signing_key *named = lab_key(lab, forged    ? "federation-gateway"
                                                   : foreign ? "stranger"
                                                             : "federation-gateway");
    const char *recipient = row->defect == TOKEN_FOR_OTHERS ? "exo-federation" : "onprem-federation";
    char *token = assertion_seal(&assertion, signer->private_key, named->certificate, lab_key(lab, recipient)->base64);

    assert_non_null(token);
    return token;
}

static char *timestamp(const struct row *row)
{
    const int64_t created = time(NULL) - row->message_age;
    char from[32], until[32];

    if (row->defect == NO_TIMESTAMP)
        return text_copy("");
    return text_format("<u:Timestamp xmlns:u=\"" NS_WSU
                       "\"><u:Created>%1$s</u:Created><u:%2$s>%3$s</u:%2$s></u:Timestamp>",
                       row->defect == BAD_TIMESTAMP ? "yesterday" : clock_iso(created, from),
                       row->defect == NO_EXPIRES ? "Until" : "Expires",
                       clock_iso(created + (row->message_life ? row->message_life : 300), until));
}

static char *security(const struct row *row)
{
    CLEANUP(cleanup_string) char *token = make_token(row), *stamp = timestamp(row);
    const char *shown = row->defect == NO_TOKEN ? "" : row->defect == BAD_TOKEN ? BAD : token;

    if (row->defect == NO_HEADER)
        return text_copy("");
    return text_format("<o:Security xmlns:o=\"%s\">%s%s</o:Security>", row->defect == OTHER_HEADER ? "urn:o" : NS_WSSE,
                       stamp, shown);
}

static xmlDoc *envelope_of(const struct row *row)
{
    CLEANUP(cleanup_string) char *header = security(row);
    CLEANUP(cleanup_string)
    char *text =
        text_format("<s:Envelope xmlns:s=\"" NS_SOAP11 "\"><s:Header>%s</s:Header><s:Body/></s:Envelope>", header);
    xmlDoc *document = xml_parse(text, strlen(text), "request", NULL);

    assert_non_null(document);
    return document;
}

static void compare_fault(const struct answer *answer, const struct row *row)
{
    CLEANUP(xml_free) xmlDoc *document = xml_parse(answer->body, answer->body_length, "answer", NULL);
    xmlNode *fault = xml_find(xmlDocGetRootElement(document), "Body/Fault");
    CLEANUP(cleanup_string) char *code = xml_text_at(fault, "faultcode"), *text = xml_text_at(fault, "faultstring");

    assert_int_equal(answer->status, 500);
    assert_string_equal(headers_get(&answer->headers, "Content-Type"), CONTENT_TYPE_XML);
    assert_non_null(headers_get(&answer->headers, "X-FEServer"));
    assert_string_equal(code, row->code);
    assert_string_equal(text, row->text);
    assert_null(xml_child(fault, "detail")); /* .NET tells SoapHeaderException from SoapException by it */
}

static void verifies(void **state)
{
    const struct row *row = *state;
    const struct origin origin = {.party = "onprem"};
    CLEANUP(snapshot_release) struct snapshot *snapshot = lab_snapshot(lab, row->edits);
    const struct request request = lab_request(&origin, PATH_EWS_WSSECURITY, "");
    struct exchange_call call = lab_call(lab, snapshot, "onprem", &request, "WebServicesVirtualDirectory");
    CLEANUP(xml_free) xmlDoc *envelope = envelope_of(row);
    struct caller caller = {CALLER_ANONYMOUS, "", "", 0};
    struct answer answer = {0};

    call.envelope = envelope;
    assert_true(delegation_authenticate(&call, &caller, &answer) == !row->code);
    if (row->code) {
        compare_fault(&answer, row);
    } else {
        assert_int_equal(caller.kind, CALLER_DELEGATION);
        assert_string_equal(caller.address, "ann@contoso.com");
    }
    answer_clear(&answer);
}

struct replay {
    const char *name, *first, *second; /* what is in the headers of the two messages, beside one token */
    bool other_path, postponed;        /* the second to another path; the first was read by those who must not wait */
    uint64_t connection;               /* of the second; the first's is 1 */
    bool believed;                     /* the second */
};

#define ID(id) "<a:MessageID xmlns:a=\"http://www.w3.org/2005/08/addressing\">" id "</a:MessageID>"

static const struct replay replays[] = {
    {"a message twice", ID("10"), ID("10"), .connection = 2},
    {"a message twice on one connection", ID("20"), ID("20"), .connection = 1},
    {"a message without an id twice", "", "", .connection = 2},
    {"a token in another message", ID("30"), ID("31"), .connection = 2, .believed = true},
    {"a message for another service", ID("40"), ID("40"), .other_path = true, .connection = 2, .believed = true},
    {"a message whose answer was postponed", ID("50"), ID("50"), .postponed = true, .connection = 1, .believed = true},
    {"the same, by somebody else", ID("60"), ID("60"), .postponed = true, .connection = 2},
};

static bool believes(const struct snapshot *snapshot, const char *path, bool must_not_wait, uint64_t connection,
                     const xmlDoc *envelope)
{
    const struct origin origin = {.party = "onprem", .connection = connection};
    struct request request = lab_request(&origin, path, "");
    struct exchange_call call = lab_call(lab, snapshot, "onprem", &request, "WebServicesVirtualDirectory");
    struct caller caller = {CALLER_ANONYMOUS, "", "", 0};
    struct answer answer = {0};
    bool believed;

    request.must_not_wait = must_not_wait;
    call.envelope = envelope;
    believed = delegation_authenticate(&call, &caller, &answer);
    if (!believed)
        compare_fault(&answer, &(struct row){.code = "a:InvalidSecurity", .text = VERIFYING});
    answer_clear(&answer);
    return believed;
}

static xmlDoc *message_of(const char *security_header, const char *other)
{
    CLEANUP(cleanup_string)
    char *text = text_format("<s:Envelope xmlns:s=\"" NS_SOAP11 "\"><s:Header>%s%s</s:Header><s:Body/></s:Envelope>",
                             other, security_header);

    return xml_parse(text, strlen(text), "request", NULL);
}

static void is_believed_once(void **state)
{
    const struct replay *replay = *state;
    CLEANUP(snapshot_release) struct snapshot *snapshot = lab_snapshot(lab, NULL);
    CLEANUP(cleanup_string) char *header = security(&rows[0]);
    CLEANUP(xml_free) xmlDoc *first = message_of(header, replay->first), *second = message_of(header, replay->second);

    assert_true(believes(snapshot, PATH_EWS_WSSECURITY, replay->postponed, 1, first));
    assert_true(believes(snapshot, replay->other_path ? "/ews/other.asmx/wssecurity" : PATH_EWS_WSSECURITY, false,
                         replay->connection, second) == replay->believed);
    if (replay->postponed && replay->believed)
        assert_false(believes(snapshot, PATH_EWS_WSSECURITY, false, replay->connection, second));
}

/* The body may not even be XML. */
static void refuses_nothing_at_all(void **state)
{
    const struct origin origin = {.party = "onprem"};
    CLEANUP(snapshot_release) struct snapshot *snapshot = lab_snapshot(lab, NULL);
    const struct request request = lab_request(&origin, PATH_EWS_WSSECURITY, "");
    const struct exchange_call call = lab_call(lab, snapshot, "onprem", &request, "WebServicesVirtualDirectory");
    struct caller caller = {CALLER_ANONYMOUS, "", "", 0};
    struct answer answer = {0};

    (void)state;
    assert_false(delegation_authenticate(&call, &caller, &answer));
    assert_int_equal(answer.status, 500);
    answer_clear(&answer);
}

/* By its id a token is told from every other. */
static void issues_tokens_with_ids(void **state)
{
    const struct origin origin = {.party = "federation-gateway"};
    CLEANUP(snapshot_release) struct snapshot *snapshot = lab_snapshot(lab, NULL);
    const struct request request = lab_request(&origin, "/extSTS.srf", "");
    const struct exchange_call call = lab_call(lab, snapshot, "msol", &request, NULL);
    const struct object *target = snapshot_next(snapshot, "msol", "MsolApplication", NULL);
    char ids[2][GUID_SIZE] = {"", ""};

    (void)state;
    for (int i = 0; i < 2; i++) {
        struct assertion assertion = {.user = "ann@contoso.com", .audience = "outlook.com"};
        CLEANUP(cleanup_string) char *token = delegation_issue(&call, &assertion, ids[i], target);
        assert_string_equal(assertion.id, ids[i]);
        assert_int_equal(strlen(ids[i]), GUID_SIZE - 1);
    }
    assert_string_not_equal(ids[0], ids[1]);
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
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 2] = {[ARRAY_SIZE(rows)] = cmocka_unit_test(refuses_nothing_at_all),
                                                     cmocka_unit_test(issues_tokens_with_ids)};
    struct CMUnitTest replay_tests[ARRAY_SIZE(replays)];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = verifies, .initial_state = (void *)(uintptr_t)&rows[i]};
    for (size_t i = 0; i < ARRAY_SIZE(replays); i++)
        replay_tests[i] = (struct CMUnitTest){
            .name = replays[i].name, .test_func = is_believed_once, .initial_state = (void *)(uintptr_t)&replays[i]};
    return cmocka_run_group_tests_name("delegation_token", tests, set_up, tear_down) +
           cmocka_run_group_tests_name("replays", replay_tests, set_up, tear_down);
}
