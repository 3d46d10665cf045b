/* SPDX-License-Identifier: MIT */
#include "exchange/common/call.h"
#include "exchange/dauth/dauth.h"
#include "origin/origin.h"
#include "saml/assertion.h"

#include "base/cleanup.h"
#include "base/date_time.h"
#include "base/text.h"
#include "saml/xml_signature.h"
#include "support/exchange_fixture.h"
#include "support/lasting.h"
#include "vocabulary/exchange_names.h"
#include "xml/xml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#define GATEWAY "msol/MsolCompany[Name='federation-gateway']"
#define ANN "msol/MsolUser[UserPrincipalName='ann@contoso.com']"
#define ADDRESS_ATTRIBUTE                                                                                              \
    "<saml:AttributeStatement><saml:Attribute AttributeName=\"EmailAddress\" "                                         \
    "AttributeNamespace=\"http://schemas.xmlsoap.org/claims\"><saml:AttributeValue>%s</saml:AttributeValue>"           \
    "</saml:Attribute></saml:AttributeStatement>"

/* What somebody on the way could do. */

static void drop(xmlNode *node)
{
    assert_non_null(node);
    xmlUnlinkNode(node);
    xmlFreeNode(node);
}

static void drop_signature(xmlDoc *document)
{
    drop(xml_child(xml_find(xmlDocGetRootElement(document), "Header/Security"), "Signature"));
}

static void drop_signature_of_user(xmlDoc *document)
{
    drop(xml_child(xml_below(xmlDocGetRootElement(document), "Assertion"), "Signature"));
}

static void name_another_user(xmlDoc *document)
{
    xmlNodeSetContent(xml_below(xmlDocGetRootElement(document), "NameIdentifier"), BAD_CAST "bob@contoso.com");
}

/* The signed assertion is still in the message, below one that names another user and shows the same signature. */
static void wrap_user(xmlDoc *document)
{
    xmlNode *original = xml_below(xmlDocGetRootElement(document), "Assertion");
    xmlNode *evil = xmlDocCopyNode(original, document, 1), *signature = xml_child(evil, "Signature");

    xmlAddPrevSibling(original, evil);
    xmlNodeSetContent(xml_below(evil, "NameIdentifier"), BAD_CAST "bob@contoso.com");
    xmlSetProp(evil, BAD_CAST "AssertionID", BAD_CAST "_3");
    drop(xml_child(original, "Signature"));
    xmlUnlinkNode(original);
    xmlAddChild(xmlNewChild(signature, signature->ns, BAD_CAST "Object", NULL), original);
}

/* The signed Timestamp is still there, where nobody reads the time. */
static void move_timestamp(xmlDoc *document)
{
    xmlNode *security = xml_find(xmlDocGetRootElement(document), "Header/Security");
    xmlNode *old = xml_child(security, "Timestamp"), *fresh = xmlDocCopyNode(old, document, 1);
    char text[32];

    xmlAddPrevSibling(old, fresh);
    xmlNodeSetContent(xml_child(fresh, "Expires"), BAD_CAST clock_iso(time(NULL) + 600, text));
    xmlUnlinkNode(old);
    xmlAddChild(security->parent, old);
}

static const struct row {
    const char *name;
    const char *user, *address, *requestor, *target, *key, *named_for; /* NULL: as cloud user Ann asks on premises */
    int age;
    struct lab_edit edits[2];
    void (*forge)(xmlDoc *document); /* after it was signed */
    const char *body;                /* NULL: a request for a token */
    int minutes;                     /* of the token's life; 0: 80, as the healthy gateway gives */
    const char *value, *code, *text; /* of the psf error; value NULL: granted, code NULL: left out */
} rows[] = {
    {.name = "granted"},
    {.name = "granted for a while", .edits = {{GATEWAY "/LifetimeMinutes", "7"}}, .minutes = 7},
    {.name = "granted for as long as is usual", .edits = {{GATEWAY "/LifetimeMinutes", NULL}}, .minutes = 60},
    {.name = "granted under another address", .user = "ann@contoso.mail.onmicrosoft.com"},
    {.name = "granted under her ImmutableId", .user = "pXn2mVb0uUK1yqYwZ3cHdA==", .address = "ann@contoso.com"},
    {.name = "granted to the on-premises organisation",
     .user = "joe@contoso.com",
     .requestor = "FYDIBOHF25SPDLT.contoso.com",
     .target = "outlook.com",
     .key = "onprem-federation"},
    {.name = "passwords do not match",
     .edits = {{ANN "/PasswordMismatch", "true"}},
     .value = "0x80048821",
     .code = "0x80041012",
     .text = "The entered and stored passwords do not match."},
    {.name = "password has to be changed",
     .edits = {{ANN "/ForceChangePassword", "true"}},
     .value = "0x80048827",
     .text = "The password has to be changed."},
    {.name = "password has expired",
     .edits = {{ANN "/PasswordExpired", "true"}},
     .value = "0x80048821",
     .text = "The password for the account has expired"},
    {.name = "not provisioned",
     .edits = {{ANN "/Provisioned", "false"}},
     .value = "0x80048821",
     .text = "Provision is needed before federated account can be logged in."},
    {.name = "not in the store",
     .edits = {{ANN, NULL}},
     .value = "0x80048821",
     .code = "0x80041034",
     .text = "The specified member name is either invalid or empty."},
    {.name = "ImmutableId that is no address",
     .user = "Ann Berg",
     .address = "ann@contoso.com",
     .value = "0x80048821",
     .code = "0x80041034",
     .text = "The specified member name is either invalid or empty."},
    {.name = "no name",
     .user = "",
     .value = "0x80048821",
     .code = "0x80041034",
     .text = "The specified member name is either invalid or empty."},
    {.name = "organisation unknown",
     .requestor = "fabrikam.com",
     .value = "0x80048800",
     .text = "The organization that asks could not be authenticated."},
    {.name = "certificate of the organisation has been renewed",
     .key = "stranger",
     .value = "0x80048800",
     .text = "The organization that asks could not be authenticated."},
    {.name = "organisation forged",
     .key = "stranger",
     .named_for = "exo-federation",
     .value = "0x80048800",
     .text = "The organization that asks could not be authenticated."},
    {.name = "not signed",
     .forge = drop_signature,
     .value = "0x80048800",
     .text = "The organization that asks could not be authenticated."},
    {.name = "user not vouched for",
     .forge = drop_signature_of_user,
     .value = "0x80048800",
     .text = "The organization that asks could not be authenticated."},
    {.name = "another user named on the way",
     .forge = name_another_user,
     .value = "0x80048800",
     .text = "The organization that asks could not be authenticated."},
    {.name = "signed user wrapped",
     .forge = wrap_user,
     .value = "0x80048800",
     .text = "The organization that asks could not be authenticated."},
    {.name = "signed time moved away",
     .forge = move_timestamp,
     .value = "0x80048800",
     .text = "The organization that asks could not be authenticated."},
    {.name = "asked long ago",
     .age = 902,
     .value = "0x80048800",
     .text = "The organization that asks could not be authenticated."},
    {.name = "target unknown",
     .target = "fabrikam.com",
     .value = "0x8004882A",
     .text = "The organization that the token is for is not known."},
    {.name = "gateway without a key",
     .edits = {{"msol/MsolCompany/SigningKey", "lost"}},
     .value = "0x80048820",
     .text = "The service cannot issue tokens."},
    {.name = "another envelope",
     .body = "<s:Envelope xmlns:s=\"" NS_SOAP11 "\"><s:Body/></s:Envelope>",
     .value = "0x80048820",
     .text = "The request was not a request for a token."},
    {.name = "no XML", .body = "<a", .value = "0x80048820", .text = "The request was not a request for a token."},
    {.name = "nothing", .body = "", .value = "0x80048820", .text = "The request was not a request for a token."},
};

static struct lab *lab;

static const char * or (const char *value, const char *otherwise)
{
    return value ? value : otherwise;
}

static char *write_demand(const struct row *row)
{
    CLEANUP(cleanup_string) char *attribute = row->address ? text_format(ADDRESS_ATTRIBUTE, row->address) : NULL;
    const int64_t issued = time(NULL) - row->age;
    char created[32], expires[32];

    return text_format(
        "<s:Envelope xmlns:s=\"" NS_SOAP12 "\" xmlns:a=\"" NS_WSA "\" xmlns:u=\"" NS_WSU "\"><s:Header><a:To "
        "u:Id=\"_1\">https://login.microsoftonline.com/extSTS.srf</a:To><a:Action>" ACTION_TRUST_ISSUE
        "</a:Action><a:MessageID>urn:uuid:1</a:MessageID><o:Security xmlns:o=\"" NS_WSSE
        "\"><u:Timestamp u:Id=\"_0\"><u:Created>%s</u:Created><u:Expires>%s</u:Expires></u:Timestamp>"
        "</o:Security></s:Header><s:Body><t:RequestSecurityToken xmlns:t=\"" NS_TRUST "\"><t:RequestType>" NS_TRUST
        "/Issue</t:RequestType><auth:AdditionalContext xmlns:auth=\"" NS_AUTHORIZATION
        "\"><auth:ContextItem Scope=\"" NS_AUTHORIZATION
        "/ctx/requestor\" Name=\"http://schemas.microsoft.com/wlid/requestor\"><auth:Value>%s</auth:Value>"
        "</auth:ContextItem></auth:AdditionalContext><p:AppliesTo xmlns:p=\"" NS_POLICY
        "\"><a:EndpointReference><a:Address>%s</a:Address></a:EndpointReference></p:AppliesTo><t:OnBehalfOf>"
        "<saml:Assertion xmlns:saml=\"" NS_SAML "\" AssertionID=\"_2\"><saml:AuthenticationStatement><saml:Subject>"
        "<saml:NameIdentifier>%s</saml:NameIdentifier></saml:Subject></saml:AuthenticationStatement>%s</saml:Assertion>"
        "</t:OnBehalfOf></t:RequestSecurityToken></s:Body></s:Envelope>",
        clock_iso(issued, created), clock_iso(issued + 300, expires), or (row->requestor, "outlook.com"),
        or (row->target, "FYDIBOHF25SPDLT.contoso.com"), or (row->user, "ann@contoso.com"), or (attribute, ""));
}

static xmlNode *security_of(const xmlDoc *document)
{
    return xml_find(xmlDocGetRootElement(document), "Header/Security");
}

static xmlNode *user_of(const xmlDoc *document)
{
    return xml_below(xml_below(xmlDocGetRootElement(document), "OnBehalfOf"), "Assertion");
}

static void sign(const struct row *row, const xmlDoc *document)
{
    const char *key = or (row->key, "exo-federation");
    const struct signer signer = {SIGNATURE_RSA_SHA1, lab_key(lab, key)->private_key,
                                  lab_key(lab, or (row->named_for, key))->certificate};
    const struct signed_part whole = {user_of(document), NULL, "AssertionID"};
    const struct signed_part parts[] = {
        {xml_child(security_of(document), "Timestamp"), NS_WSU, "Id"},
        {xml_find(xmlDocGetRootElement(document), "Header/To"), NS_WSU, "Id"},
    };

    assert_true(xml_signature_make(whole.element, &whole, 1, &signer, NULL));
    assert_true(xml_signature_make(security_of(document), parts, ARRAY_SIZE(parts), &signer, NULL));
}

static char *demand(const struct row *row)
{
    CLEANUP(cleanup_string) char *text = write_demand(row);
    CLEANUP(xml_free) xmlDoc *document = xml_parse(text, strlen(text), "demand", NULL);

    assert_non_null(document);
    sign(row, document);
    if (row->forge)
        row->forge(document);
    return xml_print(xmlDocGetRootElement(document));
}

static void has_text(const xmlDoc *document, const char *path, const char *wanted)
{
    CLEANUP(cleanup_string) char *text = xml_text_at(xmlDocGetRootElement(document), path);

    if (wanted)
        assert_string_equal(or (text, "(none)"), wanted);
    else
        assert_null(text);
}

static void compare_fault(const xmlDoc *document, const struct row *row)
{
    CLEANUP(cleanup_string) char *raw = NULL;

    has_text(document, "Header/pp/reqstatus", row->value);
    has_text(document, "Body/Fault/Code/Value", "S:Sender");
    has_text(document, "Body/Fault/Detail/error/value", row->value);
    has_text(document, "Body/Fault/Detail/error/internalerror/code", row->code);
    has_text(document, "Body/Fault/Detail/error/internalerror/text", row->text);
    /* xml_text() trims; on the wire the text ends in CR LF */
    raw = (char *)xmlNodeGetContent(xml_below(xmlDocGetRootElement(document), "text"));
    assert_true(text_ends(raw, "\r\n"));
}

static const struct signing_key *key_of(const char *application)
{
    return lab_key(lab, strcmp(application, "outlook.com") == 0 ? "exo-federation" : "onprem-federation");
}

static long seconds_between(const char *from, const char *to)
{
    struct date_time begins = {0}, ends = {0};

    assert_true(date_time_parse(from, &begins) && date_time_parse(to, &ends));
    return (long)(ends.seconds - begins.seconds);
}

static void compare_token(const xmlDoc *document, const struct row *row)
{
    const char *key = lab_key(lab, "federation-gateway")->base64;
    const char *target = or (row->target, "FYDIBOHF25SPDLT.contoso.com");
    const xmlNode *response = xml_find(xmlDocGetRootElement(document), "Body/RequestSecurityTokenResponse");
    CLEANUP(statement_close) struct statement statement;
    CLEANUP(cleanup_string) char *created = xml_text_at(response, "Lifetime/Created");
    CLEANUP(cleanup_string) char *expires = xml_text_at(response, "Lifetime/Expires");
    CLEANUP(cleanup_string) char *proof = xml_text_at(response, "RequestedProofToken/BinarySecret");

    has_text(document, "Header/pp/reqstatus", "0x0");
    has_text(document, "Header/RelatesTo", "urn:uuid:1");
    has_text(document, "Body/RequestSecurityTokenResponse/AppliesTo/EndpointReference/Address", target);
    assert_int_equal(strlen(proof), 44); /* 256 bits */
    assert_int_equal(assertion_open(xml_find(response, "RequestedSecurityToken/EncryptedData"),
                                    key_of(target)->private_key, &key, 1, &statement),
                     ASSERTION_GOOD);
    assert_string_equal(statement.issuer, "urn:federation:MicrosoftOnline");
    assert_string_equal(statement.audience, target);
    assert_string_equal(statement.user, or (row->address, or (row->user, "ann@contoso.com")));
    assert_int_equal(seconds_between(created, expires), 60 * (row->minutes ? row->minutes : 80));
    assert_string_equal(statement.not_before, created);
    assert_string_equal(statement.not_on_or_after, expires);
}

#define FEDERATION_METADATA                                                                                            \
    "<?xml version=\"1.0\" encoding=\"utf-8\"?><fed:FederationMetadata xmlns:fed=\"http://schemas.xmlsoap.org/ws/2"    \
    "006/12/federation\" xmlns:wsa=\"http://www.w3.org/2005/08/addressing\" xmlns:wsse=\"http://docs.oasis-open.o"     \
    "rg/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd\" xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\""      \
    "><fed:Federation FederationID=\"urn:federation:MicrosoftOnline\"><fed:TokenSigningKeyInfo><wsse:SecurityTo"       \
    "kenReference><ds:X509Data><ds:X509Certificate>@</ds:X509Certificate></ds:X509Data></wsse:SecurityTokenRe"         \
    "ference></fed:TokenSigningKeyInfo><fed:IssuerNamesOffered><fed:IssuerName Uri=\"urn:federation:MicrosoftO"        \
    "nline\"/></fed:IssuerNamesOffered><fed:TokenIssuerEndpoint><wsa:Address>https://login.microsoftonline.com"        \
    "/extSTS.srf</wsa:Address></fed:TokenIssuerEndpoint></fed:Federation></fed:FederationMetadata>"
#define GRANTED                                                                                                        \
    "<?xml version=\"1.0\" encoding=\"utf-8\" ?><S:Envelope xmlns:S=\"http://www.w3.org/2003/05/soap-envelope\" xml"   \
    "ns:wsa=\"http://www.w3.org/2005/08/addressing\" xmlns:wsse=\"http://docs.oasis-open.org/wss/2004/01/oasis-2"      \
    "00401-wss-wssecurity-secext-1.0.xsd\" xmlns:wsu=\"http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-"       \
    "wssecurity-utility-1.0.xsd\" xmlns:wst=\"http://schemas.xmlsoap.org/ws/2005/02/trust\" xmlns:wsp=\"http://sc"     \
    "hemas.xmlsoap.org/ws/2004/09/policy\"><S:Header><wsa:Action S:mustUnderstand=\"1\">http://schemas.xmlsoap.o"      \
    "rg/ws/2005/02/trust/RSTR/Issue</wsa:Action><wsa:RelatesTo>urn:uuid:1</wsa:RelatesTo><psf:pp xmlns:psf=\"h"        \
    "ttp://schemas.microsoft.com/Passport/SoapServices/SOAPFault\"><psf:serverVersion>1</psf:serverVersion><ps"        \
    "f:reqstatus>0x0</psf:reqstatus></psf:pp></S:Header><S:Body><wst:RequestSecurityTokenResponse><wst:TokenT"         \
    "ype>urn:oasis:names:tc:SAML:1.0</wst:TokenType><wsp:AppliesTo><wsa:EndpointReference><wsa:Address>"
#define BEHIND_TARGET                                                                                                  \
    "</wsa:Address></wsa:EndpointReference></wsp:AppliesTo><wst:Lifetime><wsu:Created>@</wsu:Created><wsu:Exp"         \
    "ires>@</wsu:Expires></wst:Lifetime><wst:RequestedSecurityToken>"

/* Up to the token itself, which is another each time. */
static void begins_so(const struct answer *answer)
{
    CLEANUP(cleanup_string) char *same = lasting_text(answer->body, answer->body_length);
    const char *const target = same + strlen(GRANTED), *behind;

    if (!text_starts(same, GRANTED) || !(behind = strchr(target, '<')) || !text_starts(behind, BEHIND_TARGET) ||
        !text_ends(same, "</wst:BinarySecret></wst:RequestedProofToken></wst:RequestSecurityTokenResponse></S:Body>"
                         "</S:Envelope>"))
        fail_msg("%s", same);
}

static void answers(void **state)
{
    const struct row *row = *state;
    const struct origin origin = {.party = "federation-gateway"};
    CLEANUP(snapshot_release) struct snapshot *snapshot = lab_snapshot(lab, row->edits);
    CLEANUP(cleanup_string) char *body = row->body ? text_copy(row->body) : demand(row);
    CLEANUP(xml_free) xmlDoc *envelope = xml_parse(body, strlen(body), "request", NULL), *document = NULL;
    const struct request request = lab_request(&origin, "/extSTS.srf", body);
    struct exchange_call call = lab_call(lab, snapshot, "msol", &request, NULL);
    struct answer answer = {0};

    call.envelope = envelope;
    sts_answer(&call, &answer);
    assert_int_equal(answer.status, row->value ? 500 : 200);
    assert_string_equal(headers_get(&answer.headers, "Content-Type"), "application/soap+xml; charset=utf-8");
    document = xml_parse(answer.body, answer.body_length, "answer", NULL);
    assert_true(document && xml_is(xmlDocGetRootElement(document), NS_SOAP12, "Envelope"));
    if (row->value)
        compare_fault(document, row);
    else
        compare_token(document, row);
    if (text_contains(answer.body, "<wst:RequestedSecurityToken>"))
        begins_so(&answer);
    answer_clear(&answer);
}

static void metadata_names_the_keys(void **state)
{
    const struct origin origin = {.party = "federation-gateway"};
    CLEANUP(snapshot_release) struct snapshot *snapshot = lab_snapshot(lab, NULL);
    const struct request request = lab_request(&origin, PATH_FEDERATION_METADATA, "");
    const struct exchange_call call = lab_call(lab, snapshot, "msol", &request, NULL);
    struct answer answer = {0};
    CLEANUP(xml_free) xmlDoc *document = NULL;
    CLEANUP(cleanup_string) char *key = NULL, *address = NULL, *same = NULL;

    (void)state;
    federation_metadata_answer(&call, &answer);
    same = lasting_text(answer.body, answer.body_length);
    document = xml_parse(answer.body, answer.body_length, "answer", NULL);
    key = xml_text(xml_below(xmlDocGetRootElement(document), "X509Certificate"));
    address = xml_text(xml_below(xmlDocGetRootElement(document), "Address"));
    assert_string_equal(same, FEDERATION_METADATA);
    assert_string_equal(key, lab_key(lab, "federation-gateway")->base64);
    assert_string_equal(address, "https://login.microsoftonline.com/extSTS.srf");
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
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 1] = {[ARRAY_SIZE(rows)] = cmocka_unit_test(metadata_names_the_keys)};

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = answers, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests_name("sts", tests, set_up, tear_down);
}
