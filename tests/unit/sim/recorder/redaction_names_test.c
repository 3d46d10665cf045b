/* SPDX-License-Identifier: MIT */
/* Every name whose value is redacted, in every shape; and machines, which get other names. */
#include "base/cleanup.h"
#include "base/text.h"
#include "recorder/redaction.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct trace trace_of(const char *body)
{
    struct trace trace = {0};
    struct recorded_answer recorded = {.host = text_copy("mail.customer.de"),
                                       .method = text_copy("GET"),
                                       .path = text_copy("/"),
                                       .head = text_copy("HTTP/1.1 200 OK\r\n\r\n"),
                                       .body = text_copy(body),
                                       .body_length = strlen(body)};

    trace_add(&trace, &recorded);
    return trace;
}

/* Every name, in every shape: none may be forgotten. %s is the name. */
static const char *const tokens[] = {
    "access_token", "accesstoken",   "refresh_token", "refreshtoken", "id_token",     "idtoken",     "auth_token",
    "authtoken",    "session_token", "sessiontoken",  "device_code",  "assertion",    "api_key",     "client_assertion",
    "api-key",      "apikey",        "x-api-key",     "x-auth-token", "SAMLResponse", "SAMLRequest", "subscription-key",
    "wresult",      "canary",        "code",          "sig",          "signature",    "token",       "ACCESS_TOKEN"};
static const char *const passwords[] = {"password",     "passwd", "pwd",          "client_secret",
                                        "clientsecret", "secret", "ClientSecret", "PASSWORD"};
static const char *const personal[] = {"Subject", "Location",   "DisplayName", "GivenName", "Surname",
                                       "surname", "given_name", "family_name", "FullName"};
static const char *const accounts[] = {"username",  "user_name",         "user",           "login",
                                       "loginname", "accountname",       "samaccountname", "ntaccount",
                                       "userid",    "user_id",           "unique_name",    "preferred_username",
                                       "upn",       "userprincipalname", "mailnickname",   "alias",
                                       "legacydn",  "legacyexchangedn",  "UserName"};
static const char *const keys[] = {"X-Api-Key",
                                   "Api-Key",
                                   "X-Auth-Token",
                                   "X-Access-Token",
                                   "X-Csrf-Token",
                                   "X-Xsrf-Token",
                                   "X-Amz-Security-Token",
                                   "X-Functions-Key",
                                   "Ocp-Apim-Subscription-Key",
                                   "X-OWA-Canary",
                                   "X-Ms-Delegate-Token",
                                   "x-api-key"};
static const char *const sealed[] = {"CipherValue",  "SignatureValue",      "DigestValue",   "BinarySecurityToken",
                                     "BinarySecret", "AuthenticationToken", "SecurityToken", "ciphervalue"};

#define QUERY "a=1&%s=HIDDEN&b=2"
#define FIRST "%s=HIDDEN&b=2"
#define URL "https://a.example/?x=1&amp;%s=HIDDEN"
#define INNER "u=%%26%s%%3dHIDDEN%%26b"
#define JSON "{\"a\":1,\"%s\" : \"HIDDEN\",\"b\":2}"
#define JSON_IN_JSON "{\"m\":\"{\\\"%s\\\":\\\"HIDDEN\\\"}\"}"
#define XML "<x:%s a='b'>HIDDEN</x:%s>"
#define XML_IN_XML "&lt;%s&gt;HIDDEN&lt;/%s&gt;"
#define PROPERTY "<a %s=\"HIDDEN\"/>"
#define LINE "a: b\n%s: HIDDEN\nc: d"

static const struct shape {
    const char *name;
    const char *const *names;
    size_t count;
    enum redacted what;
    const char *formats[10];
} shapes[] = {
    {"names of tokens",
     tokens,
     ARRAY_SIZE(tokens),
     REDACTED_TOKENS,
     {QUERY, FIRST, URL, INNER, JSON, JSON_IN_JSON, XML, XML_IN_XML, PROPERTY}},
    {"names of passwords",
     passwords,
     ARRAY_SIZE(passwords),
     REDACTED_PASSWORDS,
     {QUERY, FIRST, URL, INNER, JSON, JSON_IN_JSON, XML, XML_IN_XML, PROPERTY}},
    {"names of what is personal", personal, ARRAY_SIZE(personal), REDACTED_PERSONAL, {JSON, XML}},
    {"names of accounts", accounts, ARRAY_SIZE(accounts), REDACTED_PERSONAL, {JSON, XML}},
    {"names of headers", keys, ARRAY_SIZE(keys), REDACTED_TOKENS, {LINE}},
    {"names of what is sealed", sealed, ARRAY_SIZE(sealed), REDACTED_TOKENS, {XML}},
};

/* The text with the name, and `value` for HIDDEN. The caller frees it. */
static char *shaped(const char *format, const char *name, const char *value)
{
    CLEANUP(cleanup_string) char *text = NULL;
    char *place;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    assert_true(asprintf(&text, format, name, name) > 0);
#pragma GCC diagnostic pop
    place = strstr(text, "HIDDEN");
    return text_format("%.*s%s%s", (int)(place - text), text, value, place + strlen("HIDDEN"));
}

static void knows_every_name(void **state)
{
    const struct shape *shape = *state;

    for (size_t i = 0; i < shape->count; i++)
        for (size_t j = 0; shape->formats[j]; j++) {
            CLEANUP(cleanup_string) char *body = shaped(shape->formats[j], shape->names[i], "xyz-123");
            CLEANUP(cleanup_string) char *expected = shaped(shape->formats[j], shape->names[i], "REDACTED");
            struct trace trace = trace_of(body);
            const struct redaction_summary summary = trace_redact(&trace, false);
            assert_string_equal(trace.items[0].body, expected);
            assert_int_equal(summary.counts[shape->what], 1);
            trace_clear(&trace);
        }
}

/* Names that documentation uses are nobody's; so are hosts of Microsoft's services, but not their users. */
static const char *const nobodys[] = {"contoso.com",
                                      "contoso.onmicrosoft.com",
                                      "contoso.mail.onmicrosoft.com",
                                      "fabrikam.com",
                                      "adatum.com",
                                      "northwindtraders.com",
                                      "example.com",
                                      "example.net",
                                      "example.org",
                                      "a.example",
                                      "sub.contoso.com"};
static const char *const services[] = {"outlook.com",           "office365.com", "office.com",    "microsoftonline.com",
                                       "microsoftonline-p.com", "windows.net",   "microsoft.com", "live.com"};

static void leaves_what_is_nobodys(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(nobodys); i++) {
        CLEANUP(cleanup_string) char *body = text_format("eve@%s www.%s", nobodys[i], nobodys[i]);
        struct trace trace = trace_of(body);
        assert_int_equal(trace_redact(&trace, false).counts[REDACTED_ADDRESSES], 0);
        assert_string_equal(trace.items[0].body, body);
        trace_clear(&trace);
    }
}

static void leaves_hosts_of_services(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(services); i++) {
        CLEANUP(cleanup_string) char *body = text_format("eve@%s www.%s %s", services[i], services[i], services[i]);
        CLEANUP(cleanup_string)
        char *expected = text_format("person1@domain1.example www.%s %s", services[i], services[i]);
        struct trace trace = trace_of(body);
        assert_int_equal(trace_redact(&trace, false).counts[REDACTED_ADDRESSES], 1);
        assert_string_equal(trace.items[0].body, expected);
        trace_clear(&trace);
    }
}

static const struct machine_row {
    const char *name, *body, *redacted;
    size_t count;
} machine_rows[] = {
    {"the same for the same", "10.1.2.3 10.1.2.4, 10.1.2.3.", "192.0.2.1 192.0.2.2, 192.0.2.1.", 3},
    {"with a port", "10.1.2.3:443 [fe80::1]:443", "192.0.2.1:443 [2001:db8::2]:443", 2},
    {"however it is written", "2a01::0:1 2A01::1 2a01:0:0::1 ::ffff:10.1.2.3",
     "2001:db8::1 2001:db8::1 2001:db8::1 2001:db8::2", 4},
    {"in a list", "a;10.1.2.3,10.1.2.3;b", "a;192.0.2.1,192.0.2.1;b", 2},
    {"nobody's", "127.0.0.1 ::1 :: 0.0.0.0 192.0.2.7 198.51.100.7 203.0.113.7 2001:db8::9 255.255.255.0",
     "127.0.0.1 ::1 :: 0.0.0.0 192.0.2.7 198.51.100.7 203.0.113.7 2001:db8::9 255.255.255.0", 0},
    {"versions", "15.20.7452.33 15.1.2507 v10.1.2.3x 1.2.3.4.5", "15.20.7452.33 15.1.2507 v10.1.2.3x 1.2.3.4.5", 0},
    {"times and names", "08:00:00 std::string cafe::x 10.1.2.3-a x_10.1.2.3",
     "08:00:00 std::string cafe::x 10.1.2.3-a x_10.1.2.3", 0},
};

static void names_machines(void **state)
{
    const struct machine_row *row = *state;
    struct trace trace = trace_of(row->body);
    const struct redaction_summary summary = trace_redact(&trace, true);

    assert_string_equal(trace.items[0].body, row->redacted);
    assert_int_equal(summary.counts[REDACTED_MACHINES], row->count);
    trace_clear(&trace);
}

static void names_many_machines(void **state)
{
    CLEANUP(cleanup_string) char *body = NULL;
    size_t length;
    FILE *memory = open_memstream(&body, &length);
    static const char *const ends[] = {"192.0.2.254", "198.51.100.1", "203.0.113.254", "2001:db8::2fb"};

    (void)state;
    for (int i = 0; i < 763; i++)
        fprintf(memory, "10.0.%d.%d ", i / 250, i % 250);
    fclose(memory);
    struct trace trace = trace_of(body);
    assert_int_equal(trace_redact(&trace, true).counts[REDACTED_MACHINES], 763);
    assert_null(strstr(trace.items[0].body, "10.0."));
    for (size_t i = 0; i < ARRAY_SIZE(ends); i++)
        assert_non_null(strstr(trace.items[0].body, ends[i]));
    trace_clear(&trace);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(names_many_machines), cmocka_unit_test(leaves_what_is_nobodys),
                                       cmocka_unit_test(leaves_hosts_of_services)};
    struct CMUnitTest shape_tests[ARRAY_SIZE(shapes)], machine_tests[ARRAY_SIZE(machine_rows)];
    int failures;

    for (size_t i = 0; i < ARRAY_SIZE(shapes); i++)
        shape_tests[i] = (struct CMUnitTest){
            .name = shapes[i].name, .test_func = knows_every_name, .initial_state = (void *)(uintptr_t)&shapes[i]};
    for (size_t i = 0; i < ARRAY_SIZE(machine_rows); i++)
        machine_tests[i] = (struct CMUnitTest){.name = machine_rows[i].name,
                                               .test_func = names_machines,
                                               .initial_state = (void *)(uintptr_t)&machine_rows[i]};
    failures = cmocka_run_group_tests_name("shapes", shape_tests, NULL, NULL);
    failures += cmocka_run_group_tests_name("machines", machine_tests, NULL, NULL);
    return failures + cmocka_run_group_tests_name("many", tests, NULL, NULL);
}
