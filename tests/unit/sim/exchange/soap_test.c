/* SPDX-License-Identifier: MIT */
/* What clients may send to Exchange.asmx, and what becomes of what they may not. */
#include "base/cleanup.h"
#include "base/text.h"
#include "support/servers.h"
#include "vocabulary/exchange_names.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define ENVELOPE(prefix, header, body)                                                                                 \
    "<" prefix "Envelope xmlns:s=\"" NS_SOAP11 "\" xmlns=\"" NS_SOAP11 "\" xmlns:t=\"" NS_TYPES "\">" header           \
    "<" prefix "Body>" body "</" prefix "Body></" prefix "Envelope>"
#define ZONES "<GetServerTimeZones xmlns=\"" NS_MESSAGES "\"/>"
#define ROUTE(attributes) "<s:Header><x:Route xmlns:x=\"urn:x\" " attributes "/></s:Header>"
#define VERSION(version) "<s:Header><t:RequestServerVersion Version=\"" version "\"/></s:Header>"

static const struct row {
    const char *name, *body;
    int status;
    const char *code; /* "" : the zones are in the answer */
} rows[] = {
    {"prefix s", ENVELOPE("s:", "<s:Header/>", ZONES), 200, ""},
    {"default namespace", ENVELOPE("", "", ZONES), 200, ""},
    {"declaration with single quotes", "<?xml version='1.0' encoding='UTF-8'?>" ENVELOPE("s:", "", ZONES), 200, ""},
    {"byte order mark", "\xEF\xBB\xBF" ENVELOPE("s:", "", ZONES), 200, ""},
    {"prefixed operation", ENVELOPE("s:", "", "<m:GetServerTimeZones xmlns:m=\"" NS_MESSAGES "\"/>"), 200, ""},
    {"comment before the operation", ENVELOPE("s:", "", "<!-- hello -->" ZONES), 200, ""},
    {"Exchange2007_SP1", ENVELOPE("s:", VERSION("Exchange2007_SP1"), ZONES), 200, ""},
    {"Exchange2016", ENVELOPE("s:", VERSION("Exchange2016"), ZONES), 200, ""},
    {"a dated version", ENVELOPE("s:", VERSION("V2017_01_07"), ZONES), 200, ""},
    {"a newer version", ENVELOPE("s:", VERSION("Exchange2019"), ZONES), 500, "ErrorInvalidServerVersion"},
    {"a newer dated version", ENVELOPE("s:", VERSION("V2029_01_01"), ZONES), 500, "ErrorInvalidServerVersion"},
    {"an empty version", ENVELOPE("s:", VERSION(""), ZONES), 500, "ErrorInvalidServerVersion"},
    {"unknown operation", ENVELOPE("s:", "", "<FindItem xmlns=\"" NS_MESSAGES "\"/>"), 500, "ErrorSchemaValidation"},
    {"a long name that is cut in a letter",
     ENVELOPE("s:", "", "<aéééééééééééééééééééééééééééééééééééééééééééééééééééééééé/>"), 500, "ErrorSchemaValidation"},
    {"operation in no namespace", ENVELOPE("s:", "", "<GetFolder xmlns=\"\"/>"), 500, "ErrorSchemaValidation"},
    {"https namespace of the web pages",
     ENVELOPE("s:", "", "<GetFolder xmlns=\"https://schemas.microsoft.com/exchange/services/2006/messages\"/>"), 500,
     "ErrorSchemaValidation"},
    {"a header that need not be understood", ENVELOPE("s:", ROUTE("s:mustUnderstand=\"0\""), ZONES), 200, ""},
    {"a header for somebody else", ENVELOPE("s:", ROUTE("s:mustUnderstand=\"1\" s:actor=\"urn:y\""), ZONES), 200, ""},
    {"empty body element", ENVELOPE("s:", "", ""), 500, "ErrorSchemaValidation"},
    {"no envelope", "<hello/>", 500, "ErrorSchemaValidation"},
    {"SOAP 1.2", "<e:Envelope xmlns:e=\"" NS_SOAP12 "\"><e:Body/></e:Envelope>", 500, "ErrorSchemaValidation"},
    {"no XML", "hello", 500, "ErrorSchemaValidation"},
    {"cut", "<s:Envelope xmlns:s=\"" NS_SOAP11 "\"><s:Body>", 500, "ErrorSchemaValidation"},
    {"entities", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>", 500, "ErrorSchemaValidation"},
    {"folder without ids", ENVELOPE("s:", "", "<GetFolder xmlns=\"" NS_MESSAGES "\"/>"), 500, "ErrorSchemaValidation"},
    {"format without a name", ENVELOPE("s:", "", "<ConvertId xmlns=\"" NS_MESSAGES "\" DestinationFormat=\"Nice\"/>"),
     500, "ErrorSchemaValidation"},
    {"impersonation of nobody",
     ENVELOPE("s:",
              "<s:Header><t:ExchangeImpersonation><t:ConnectingSID><t:PrimarySmtpAddress>no@contoso.com"
              "</t:PrimarySmtpAddress></t:ConnectingSID></t:ExchangeImpersonation></s:Header>",
              ZONES),
     500, "ErrorNonExistentMailbox"},
    {"impersonation",
     ENVELOPE("s:",
              "<s:Header><t:ExchangeImpersonation><t:ConnectingSID><t:PrincipalName>bob@contoso.com"
              "</t:PrincipalName></t:ConnectingSID></t:ExchangeImpersonation></s:Header>",
              ZONES),
     200, ""},
};

static void answers(void **state)
{
    const struct row *row = *state;
    struct servers servers;

    servers_start(&servers, NULL);
    servers_send(&servers, "front-door", "POST", PATH_EWS, SERVERS_BASIC, row->body);
    assert_int_equal(servers.answer.status, row->status);
    assert_string_equal(servers_header(&servers, "Content-Type"), CONTENT_TYPE_XML);
    assert_memory_equal(servers.answer.body, "<?xml ", 6);
    assert_non_null(servers.document);
    if (*row->code) {
        CLEANUP(cleanup_string) char *code = servers_text(&servers, "ResponseCode");
        CLEANUP(cleanup_string) char *fault = servers_text(&servers, "faultcode");
        assert_string_equal(code, row->code);
        assert_true(text_ends(fault, row->code));
    } else {
        assert_true(servers_count(&servers, "TimeZoneDefinition") > 40);
        assert_int_equal(servers_count(&servers, "ServerVersionInfo"), 1);
    }
    servers_stop(&servers);
}

static void refuses_what_it_does_not_understand(void **state)
{
    static const char *const bodies[] = {ENVELOPE("s:", ROUTE("s:mustUnderstand=\"1\""), ZONES),
                                         ENVELOPE("s:", ROUTE("s:mustUnderstand=\"true\""), ZONES)};

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(bodies); i++) {
        CLEANUP(cleanup_string) char *code = NULL, *text = NULL;
        struct servers servers;

        servers_start(&servers, NULL);
        servers_send(&servers, "front-door", "POST", PATH_EWS, SERVERS_BASIC, bodies[i]);
        assert_int_equal(servers.answer.status, 500);
        code = servers_text(&servers, "faultcode");
        text = servers_text(&servers, "faultstring");
        assert_string_equal(code, "a:MustUnderstand");
        assert_true(text_starts(text, "The header 'Route' from the namespace 'urn:x' was not understood"));
        servers_stop(&servers);
    }
}

/* The fault says where the reader gave up. */
static void names_the_line(void **state)
{
    CLEANUP(cleanup_string) char *line = NULL;
    struct servers servers;

    (void)state;
    servers_start(&servers, NULL);
    servers_send(&servers, "front-door", "POST", PATH_EWS, SERVERS_BASIC, "<a>\n<b>\n</c></a>");
    line = servers_text(&servers, "LineNumber");
    assert_string_equal(line, "3");
    servers_stop(&servers);
}

static void refuses_without_xml(void **state)
{
    struct servers servers;

    (void)state;
    servers_start(&servers, NULL);
    servers_send(&servers, "front-door", "POST", PATH_EWS, SERVERS_BASIC, NULL);
    assert_int_equal(servers.answer.status, 400);
    servers_send(&servers, "onprem", "POST", PATH_EWS_WSSECURITY, NULL, NULL);
    assert_int_equal(servers.answer.status, 400);
    servers_send(&servers, "onprem", "POST", PATH_EWS_WSSECURITY, "Content-Type: application/json", "{}");
    assert_int_equal(servers.answer.status, 415);
    assert_true(text_contains(servers.answer.reason, "the content type 'application/json' was not the expected type"));
    servers_stop(&servers);
}

/* Nobody learns from the way of a refusal whether the envelope was good. */
static void asks_for_credentials_first(void **state)
{
    static const char *const headers[] = {"Authorization: Basic dXNlcjp3cm9uZw==",
                                          "Authorization: Basic !!!!",
                                          "Authorization: Basic ",
                                          "Authorization: NTLM TlRMTVNTUAAB",
                                          "Authorization: Bearer",
                                          "Authorization: Bearer x.y.z",
                                          "X-Nothing: here"};
    struct servers servers;

    (void)state;
    servers_start(&servers, NULL);
    for (size_t i = 0; i < ARRAY_SIZE(headers); i++) {
        bool basic = false, windows = false;
        servers_send(&servers, "front-door", "POST", PATH_EWS, headers[i], "no XML at all");
        assert_int_equal(servers.answer.status, 401);
        for (size_t j = 0; j < servers.answer.headers.count; j++) {
            basic |= text_starts(servers.answer.headers.items[j].value, "Basic ");
            windows |= text_equal(servers.answer.headers.items[j].value, "NTLM");
        }
        assert_true(basic);
        assert_true(windows);
    }
    servers_stop(&servers);
}

int main(void)
{
    static const struct CMUnitTest first[] = {
        cmocka_unit_test(names_the_line),
        cmocka_unit_test(refuses_without_xml),
        cmocka_unit_test(refuses_what_it_does_not_understand),
        cmocka_unit_test(asks_for_credentials_first),
    };
    struct CMUnitTest tests[ARRAY_SIZE(rows) + ARRAY_SIZE(first)];

    memcpy(tests, first, sizeof first);
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[ARRAY_SIZE(first) + i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = answers, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
