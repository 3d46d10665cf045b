/* SPDX-License-Identifier: MIT */
/* How requests are called, and that no secret is in their headers. */
#include "base/cleanup.h"
#include "capture/request_names.h"
#include "capture/secret_names.h"

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

/* Each name, in its own letters and in others. */
static const char *const secret_headers[] = {"Authorization",
                                             "Proxy-Authorization",
                                             "Cookie",
                                             "Cookie2",
                                             "X-Api-Key",
                                             "Api-Key",
                                             "X-Auth-Token",
                                             "X-Csrf-Token",
                                             "X-Access-Token",
                                             "X-Amz-Security-Token",
                                             "X-Xsrf-Token",
                                             "X-Functions-Key",
                                             "X-OWA-Canary",
                                             "X-Ms-Delegate-Token",
                                             "Ocp-Apim-Subscription-Key",
                                             "x-api-KEY",
                                             "Token",
                                             "X-CommonAccessToken",
                                             "X-Ms-Signature",
                                             "X-Client-SECRET",
                                             "X-New-Password",
                                             "My-Api-Key",
                                             "COOKIE"};
static const char *const open_headers[] = {"Host", "X-Api",    "Api-Key-Id",   "Cookies",   "X-AnchorMailbox",
                                           "Key",  "X-Tokens", "X-Secret-Age", "Signature", "PublicKeyToken",
                                           ""};

static void knows_secret_headers(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(secret_headers); i++)
        if (!secret_is_header(secret_headers[i]))
            fail_msg("%s is a secret", secret_headers[i]);
    for (size_t i = 0; i < ARRAY_SIZE(open_headers); i++)
        if (secret_is_header(open_headers[i]))
            fail_msg("%s is no secret", open_headers[i]);
}

static const struct query_row {
    const char *query, *hidden; /* NULL: nothing is hidden */
} queries[] = {
    {"a=1&b=2", NULL},
    {"", NULL},
    {"code", NULL},
    {"code=", NULL},
    {"codes=1&encode=2&a=code=3", NULL},
    {"code=0.AXoA", "code=..."},
    {"a=1&SIG=x%2Fy%3D&b=2", "a=1&SIG=...&b=2"},
    {"token=12", "token=.."},
    {"&&sig=abc&", "&&sig=...&"},
    {"password=a=b&client_secret=c", "password=...&client_secret=."},
    {"access_token=abcd&id_token=abcd&refresh_token=abcd&assertion=abcd",
     "access_token=...&id_token=...&refresh_token=...&assertion=..."},
    {"api_key=abcd&apikey=abcd&subscription-key=abcd&signature=abcd",
     "api_key=...&apikey=...&subscription-key=...&signature=..."},
    {"newPassword=abcd&X-Amz-Signature=abcd&sas_token=abcd&clientSecret=abcd",
     "newPassword=...&X-Amz-Signature=...&sas_token=...&clientSecret=..."},
    {"publicKeyToken=b03f&tokens=abcd&signatureVersion=1", NULL},
};

static void hides_secrets_of_queries(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(queries); i++) {
        CLEANUP(cleanup_string) char *hidden = secret_hide_query(queries[i].query);
        if (queries[i].hidden)
            assert_string_equal(hidden ? hidden : "nothing", queries[i].hidden);
        else
            assert_null(hidden);
    }
    assert_null(secret_hide_query(NULL));
}

static void keeps_no_secret_of_a_url(void **state)
{
    struct request request = {.body = ""};

    (void)state;
    headers_add(&request.headers, "Referer", "https://a.example/x?code=0.AXoA&b=1");
    headers_add(&request.headers, "X-Empty", "");
    headers_add(&request.headers, "X-Api-Key", "0123456789");
    headers_add(&request.headers, "X-Question", "what?");
    headers_add(&request.headers, "X-Cookie2", "a");
    CLEANUP(cleanup_string) char *lines = request_header_lines(&request);
    assert_string_equal(lines,
                        "Referer: https://a.example/x?code=...&b=1\nX-Empty: \nX-Api-Key: ...\nX-Question: what?\n"
                        "X-Cookie2: a");
    headers_clear(&request.headers);
}

int main(void)
{
    const struct CMUnitTest secrets[] = {cmocka_unit_test(keeps_no_secret), cmocka_unit_test(knows_secret_headers),
                                         cmocka_unit_test(hides_secrets_of_queries),
                                         cmocka_unit_test(keeps_no_secret_of_a_url)};
    struct CMUnitTest tests[ARRAY_SIZE(rows)];
    int failures;

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = names_the_operation, .initial_state = (void *)(uintptr_t)&rows[i]};
    failures = cmocka_run_group_tests_name("operations", tests, NULL, NULL);
    return failures + cmocka_run_group_tests_name("headers", secrets, NULL, NULL);
}
