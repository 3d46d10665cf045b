/* SPDX-License-Identifier: MIT */
#include "authentication.h"

#include "cleanup.h"
#include "exchange_names.h"
#include "lab.h"
#include "text.h"
#include "token.h"
#include "xml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#define ANN "msol/MsolUser[UserPrincipalName='ann@contoso.com']"
#define ADDRESS_ATTRIBUTE                                                                                              \
    "<saml:AttributeStatement><saml:Attribute AttributeName=\"EmailAddress\" "                                         \
    "AttributeNamespace=\"http://schemas.xmlsoap.org/claims\"><saml:AttributeValue>%s</saml:AttributeValue>"           \
    "</saml:Attribute></saml:AttributeStatement>"

static const struct row {
    const char *name;
    const char *user, *address, *requestor, *target, *key, *named_for; /* NULL: as cloud user Ann asks on premises */
    int age;
    struct lab_edit edits[2];
    const char *body;                /* NULL: a request for a token */
    const char *value, *code, *text; /* of the psf error; value NULL: granted, code NULL: left out */
} rows[] = {
    {.name = "granted"},
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
    {.name = "proof has expired",
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

static char *proof(const struct row *row)
{
    const char *key = or (row->key, "exo-federation");
    const json_int_t issued = time(NULL) - row->age;
    json_t *claims =
        json_pack("{s:s,s:I,s:I}", "iss", or (row->requestor, "outlook.com"), "nbf", issued, "exp", issued + 600);
    char *token =
        token_sign(claims, lab_key(lab, key)->private_key, lab_key(lab, or (row->named_for, key))->certificate, NULL);

    json_decref(claims);
    return token;
}

static char *demand(const struct row *row)
{
    CLEANUP(cleanup_string) char *token = proof(row);
    CLEANUP(cleanup_string) char *attribute = row->address ? text_format(ADDRESS_ATTRIBUTE, row->address) : NULL;

    return text_format(
        "<s:Envelope xmlns:s=\"" NS_SOAP12 "\" xmlns:a=\"" NS_WSA "\"><s:Header><a:Action>" ACTION_TRUST_ISSUE
        "</a:Action><a:MessageID>urn:uuid:1</a:MessageID><o:Security xmlns:o=\"" NS_WSSE
        "\"><o:BinarySecurityToken ValueType=\"urn:ietf:params:oauth:token-type:jwt\">%s</o:BinarySecurityToken>"
        "</o:Security></s:Header><s:Body><t:RequestSecurityToken xmlns:t=\"" NS_TRUST "\"><t:RequestType>" NS_TRUST
        "/Issue</t:RequestType><auth:AdditionalContext xmlns:auth=\"" NS_AUTHORIZATION
        "\"><auth:ContextItem Scope=\"" NS_AUTHORIZATION
        "/ctx/requestor\" Name=\"http://schemas.microsoft.com/wlid/requestor\"><auth:Value>%s</auth:Value>"
        "</auth:ContextItem></auth:AdditionalContext><p:AppliesTo xmlns:p=\"" NS_POLICY
        "\"><a:EndpointReference><a:Address>%s</a:Address></a:EndpointReference></p:AppliesTo><t:OnBehalfOf>"
        "<saml:Assertion "
        "xmlns:saml=\"urn:oasis:names:tc:SAML:1.0:assertion\"><saml:AuthenticationStatement><saml:Subject>"
        "<saml:NameIdentifier>%s</saml:NameIdentifier></saml:Subject></saml:AuthenticationStatement>%s</saml:Assertion>"
        "</t:OnBehalfOf></t:RequestSecurityToken></s:Body></s:Envelope>",
        token, or (row->requestor, "outlook.com"), or (row->target, "FYDIBOHF25SPDLT.contoso.com"),
        or (row->user, "ann@contoso.com"), or (attribute, ""));
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

static void compare_token(const xmlDoc *document, const struct row *row)
{
    const char *key = lab_key(lab, "federation-gateway")->base64;
    CLEANUP(cleanup_string) char *token = xml_text(xml_below(xmlDocGetRootElement(document), "BinarySecurityToken"));
    json_t *claims = NULL;

    has_text(document, "Header/pp/reqstatus", "0x0");
    has_text(document, "Header/RelatesTo", "urn:uuid:1");
    has_text(document, "Body/RequestSecurityTokenResponse/AppliesTo/EndpointReference/Address",
             or (row->target, "FYDIBOHF25SPDLT.contoso.com"));
    assert_non_null(xml_below(xml_below(xmlDocGetRootElement(document), "Lifetime"), "Expires"));
    assert_int_equal(token_verify(token, &key, 1, &claims), TOKEN_GOOD);
    assert_string_equal(json_string_value(json_object_get(claims, "iss")), "urn:federation:MicrosoftOnline");
    assert_string_equal(json_string_value(json_object_get(claims, "aud")),
                        or (row->target, "FYDIBOHF25SPDLT.contoso.com"));
    assert_string_equal(json_string_value(json_object_get(claims, "email")),
                        or (row->address, or (row->user, "ann@contoso.com")));
    assert_string_equal(json_string_value(json_object_get(claims, "requestor")), or (row->requestor, "outlook.com"));
    assert_int_equal(json_integer_value(json_object_get(claims, "exp")) -
                         json_integer_value(json_object_get(claims, "nbf")),
                     80 * 60);
    json_decref(claims);
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
    CLEANUP(cleanup_string) char *key = NULL, *address = NULL;

    (void)state;
    federation_metadata_answer(&call, &answer);
    document = xml_parse(answer.body, answer.body_length, "answer", NULL);
    key = xml_text(xml_below(xmlDocGetRootElement(document), "X509Certificate"));
    address = xml_text(xml_below(xmlDocGetRootElement(document), "Address"));
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
