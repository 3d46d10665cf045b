/* SPDX-License-Identifier: MIT */
/* How requests are called, and that no secret is in their headers. */
#include "base/cleanup.h"
#include "capture/request_names.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define AVAILABILITY "http://schemas.microsoft.com/exchange/services/2006/messages/GetUserAvailability"

static const struct row {
    const char *name, *header, *value, *body, *operation;
} rows[] = {
    {"SOAPAction in quotes", "SOAPAction", "\"" AVAILABILITY "\"", "", AVAILABILITY},
    {"SOAPAction without quotes", "SOAPAction", AVAILABILITY, "", AVAILABILITY},
    {"SOAP 1.2", "Content-Type", "application/soap+xml; charset=utf-8; action=\"urn:a/b\"", "", "urn:a/b"},
    {"SOAP 1.2 without quotes", "Content-Type", "application/soap+xml;action=urn:a/b; charset=utf-8", "", "urn:a/b"},
    {"by the body", "Content-Type", "text/xml",
     "<?xml version='1.0'?><s:Envelope><s:Header/><s:Body>\n <m:ResolveNames a='1'/></s:Body></s:Envelope>",
     "ResolveNames"},
    {"an empty SOAPAction", "SOAPAction", "\"\"", "<Envelope><Body><GetFolder/></Body></Envelope>", "GetFolder"},
    {"an empty body element", "SOAPAction", "", "<Envelope><Body></Body></Envelope>", NULL},
    {"a body cut behind Body", "SOAPAction", "", "<Envelope><Body>", NULL},
    {"behind what only looks like a tag", "Host", "x",
     "<?a <Body><A/>?><Envelope><!-- <Body><B/> --><x><![CDATA[<Body><C/>]]></x><Body><!-- <D/> "
     "--><E/></Body></Envelope>",
     "E"},
    {"a comment without an end", "Host", "x", "<Envelope><!-- <Body><A/></Body></Envelope>", NULL},
    {"a comment in Body without an end", "Host", "x", "<Envelope><Body><!-- <A/></Body></Envelope>", NULL},
    {"no XML", "Content-Type", "text/plain", "a < b", NULL},
    {"nothing", "Host", "x", "", NULL},
};

static void names_the_operation(void **state)
{
    const struct row *row = *state;
    struct header header = {(char *)row->header, (char *)row->value};
    const struct request request = {
        .headers = {&header, 1}, .body = row->body, .body_length = strlen(row->body), .method = "POST", .path = "/"};
    CLEANUP(cleanup_string) char *operation = request_operation(&request);

    if (row->operation)
        assert_string_equal(operation, row->operation);
    else
        assert_null(operation);
}

static void keeps_no_secret(void **state)
{
    struct request request = {.body = ""};

    (void)state;
    headers_add(&request.headers, "Host", "mail.contoso.com");
    headers_add(&request.headers, "authorization", "Bearer eyJhbGciOi.secret");
    headers_add(&request.headers, "Cookie", "session=secret; other=secret");
    headers_add(&request.headers, "Proxy-Authorization", "secret");
    CLEANUP(cleanup_string) char *lines = request_header_lines(&request);
    assert_string_equal(lines,
                        "Host: mail.contoso.com\nauthorization: Bearer ...\nCookie: ...\nProxy-Authorization: ...");
    headers_clear(&request.headers);
}

int main(void)
{
    const struct CMUnitTest secrets[] = {cmocka_unit_test(keeps_no_secret)};
    struct CMUnitTest tests[ARRAY_SIZE(rows)];
    int failures;

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = names_the_operation, .initial_state = (void *)(uintptr_t)&rows[i]};
    failures = cmocka_run_group_tests_name("operations", tests, NULL, NULL);
    return failures + cmocka_run_group_tests_name("headers", secrets, NULL, NULL);
}
