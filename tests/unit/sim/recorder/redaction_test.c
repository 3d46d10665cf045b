/* SPDX-License-Identifier: MIT */
/* What is redacted, what stays, and what is dropped. */
#include "base/cleanup.h"
#include "base/text.h"
#include "recorder/redaction.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define JWT "eyJhbGciOiJSUzI1NiJ9.eyJ1cG4iOiJldmUifQ.c2lnbmF0dXJl"

static struct trace trace_of(const char *head, const char *body)
{
    struct trace trace = {0};
    struct recorded_answer recorded = {.host = text_copy("mail.customer.de"),
                                       .method = text_copy("GET"),
                                       .path = text_copy("/"),
                                       .head = text_format("HTTP/1.1 200 OK\r\n%s\r\n", head),
                                       .body = text_copy(body),
                                       .body_length = strlen(body)};

    trace_add(&trace, &recorded);
    return trace;
}

static const struct row {
    const char *name, *head, *body, *new_head, *new_body;
    enum redacted what;
    size_t count;
} rows[] = {
    {"nothing", "Server: x\r\n", "<a>b</a>", "Server: x\r\n", "<a>b</a>", REDACTED_TOKENS, 0},
    {"a cookie", "Set-Cookie: a=b; path=/\r\nset-cookie: c=d\r\n", "",
     "Set-Cookie: a=REDACTED; path=/\r\nset-cookie: c=REDACTED\r\n", "", REDACTED_COOKIES, 2},
    {"a token anywhere", "X: " JWT "\r\n", "see " JWT ".", "X: REDACTED\r\n", "see REDACTED.", REDACTED_TOKENS, 2},
    {"a token of Negotiate", "WWW-Authenticate: Negotiate oYG2MIGzoAMKAQGiggEAAAA=\r\n", "",
     "WWW-Authenticate: Negotiate REDACTED\r\n", "", REDACTED_TOKENS, 1},
    {"a challenge is no secret",
     "WWW-Authenticate: Negotiate\r\nWWW-Authenticate: Basic realm=\"mail.contoso.com\"\r\n", "",
     "WWW-Authenticate: Negotiate\r\nWWW-Authenticate: Basic realm=\"mail.contoso.com\"\r\n", "", REDACTED_TOKENS, 0},
    {"a token in JSON", "", "{\"access_token\" : \"ab\\\"c\",\"expires_in\":1}", "",
     "{\"access_token\" : \"REDACTED\",\"expires_in\":1}", REDACTED_TOKENS, 1},
    {"a password in JSON", "", "{\"password\":\"pa ss\"}", "", "{\"password\":\"REDACTED\"}", REDACTED_PASSWORDS, 1},
    {"a form", "", "user=eve&password=secret&client_assertion=abc", "",
     "user=eve&password=REDACTED&client_assertion=REDACTED", REDACTED_PASSWORDS, 1},
    {"a token sealed in SAML", "", "<xenc:CipherValue>q83v\nEjQ=</xenc:CipherValue>", "",
     "<xenc:CipherValue>REDACTED</xenc:CipherValue>", REDACTED_TOKENS, 1},
    {"a signature of SAML", "", "<ds:SignatureValue Id=\"s\">q83v</ds:SignatureValue>", "",
     "<ds:SignatureValue Id=\"s\">REDACTED</ds:SignatureValue>", REDACTED_TOKENS, 1},
    {"a password of WS-Security", "", "<o:Password Type=\"x\">secret</o:Password>", "",
     "<o:Password Type=\"x\">REDACTED</o:Password>", REDACTED_PASSWORDS, 1},
    {"addresses, each its own", "", "eve@a.de Eve@A.de bob@a.de eve@b.de", "",
     "person1@domain1.example person1@domain1.example person2@domain1.example person3@domain2.example",
     REDACTED_ADDRESSES, 4},
    {"an address in a URL", "", "?to=eve%40a.de&x", "", "?to=person1%40domain1.example&x", REDACTED_ADDRESSES, 1},
    {"a domain elsewhere", "X: mail.a.de\r\n", "eve@a.de, a.de; a.dex; xa.de; a.de.", "X: mail.domain1.example\r\n",
     "person1@domain1.example, domain1.example; a.dex; xa.de; domain1.example.", REDACTED_ADDRESSES, 4},
    {"what only looks like an address", "", "tool@1.2.3 4711@7d8a1c2e @a.de eve@ eve@.de x@localhost", "",
     "tool@1.2.3 4711@7d8a1c2e @a.de eve@ eve@.de x@localhost", REDACTED_ADDRESSES, 0},
    {"people of documentation", "", "ann@contoso.com joe@contoso.mail.onmicrosoft.com x@example.org", "",
     "ann@contoso.com joe@contoso.mail.onmicrosoft.com x@example.org", REDACTED_ADDRESSES, 0},
    {"a host of a service", "", "eve@outlook.com autodiscover-s.outlook.com", "",
     "person1@domain1.example autodiscover-s.outlook.com", REDACTED_ADDRESSES, 1},
    {"what a calendar says", "", "<t:Subject>Surgery</t:Subject><t:Location>Room 5</t:Location>", "",
     "<t:Subject>REDACTED</t:Subject><t:Location>REDACTED</t:Location>", REDACTED_PERSONAL, 2},
    {"an old name of a mailbox", "", "/o=First/ou=Admin/cn=Recipients/cn=4711-eve</x>", "",
     "/o=First/ou=Admin/cn=Recipients/cn=REDACTED</x>", REDACTED_PERSONAL, 1},
    {"the length follows", "Content-Length: 8\r\n", "eve@a.de", "Content-Length: 23\r\n", "person1@domain1.example",
     REDACTED_ADDRESSES, 1},
};

static void redacts(void **state)
{
    const struct row *row = *state;
    struct trace trace = trace_of(row->head, row->body);
    const struct redaction_summary summary = trace_redact(&trace);
    CLEANUP(cleanup_string) char *head = text_format("HTTP/1.1 200 OK\r\n%s\r\n", row->new_head);

    assert_int_equal(trace.count, 1);
    assert_string_equal(trace.items[0].head, head);
    assert_string_equal(trace.items[0].body, row->new_body);
    assert_int_equal(summary.counts[row->what], row->count);
    trace_clear(&trace);
}

static void a_path_with_a_name_stands_for_all(void **state)
{
    struct trace trace = trace_of("", "");

    (void)state;
    free(trace.items[0].path);
    trace.items[0].path = text_copy("/autodiscover.json/v1.0/eve@a.de/x");
    trace_redact(&trace);
    assert_string_equal(trace.items[0].path, "/autodiscover.json/v1.0/*/x");
    trace_clear(&trace);
}

static void is_the_same_a_second_time(void **state)
{
    struct trace trace = trace_of("Set-Cookie: a=b\r\n", "eve@a.de " JWT);
    struct redaction_summary again;

    (void)state;
    trace_redact(&trace);
    CLEANUP(cleanup_string) char *body = text_copy(trace.items[0].body);
    again = trace_redact(&trace);
    assert_string_equal(trace.items[0].body, body);
    for (size_t i = 0; i < REDACTED_COUNT; i++)
        assert_int_equal(again.counts[i], 0);
    trace_clear(&trace);
}

/* printf 'password=secret' | gzip -n */
static const char packed[] = "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x2b\x48\x2c\x2e\x2e\xcf\x2f"
                             "\x4a\xb1\x2d\x4e\x4d\x2e\x4a\x2d\x01\x00\x11\x24\x62\xcd\x0f\x00\x00\x00";

static struct trace packed_trace(const char *coding)
{
    CLEANUP(cleanup_string)
    char *head = text_format("Content-Encoding: %s\r\nContent-Length: %zu\r\n", coding, sizeof packed - 1);
    struct trace trace = trace_of(head, "");
    char *body = malloc(sizeof packed);

    memcpy(body, packed, sizeof packed);
    free(trace.items[0].body);
    trace.items[0].body = body;
    trace.items[0].body_length = sizeof packed - 1;
    return trace;
}

static void looks_into_what_is_packed(void **state)
{
    struct trace trace = packed_trace("gzip");

    (void)state;
    trace_redact(&trace);
    assert_int_equal(trace.count, 1);
    assert_string_equal(trace.items[0].body, "password=REDACTED");
    assert_string_equal(trace.items[0].head, "HTTP/1.1 200 OK\r\nContent-Length: 17\r\n\r\n");
    trace_clear(&trace);
}

static void drops_what_it_cannot_look_into(void **state)
{
    struct trace trace = packed_trace("br");

    (void)state;
    assert_int_equal(trace_redact(&trace).dropped, 1);
    assert_int_equal(trace.count, 0);
    trace_clear(&trace);
}

/* Long runs that make a careless expression slow, or give up. */
static void stays_quick_and_leaves_nothing(void **state)
{
    static const char *const heads[] = {"{\"password\":\"", "eyJ", "<CipherValue>", "a@"};
    const size_t length = 1 << 20;
    const double began = clock_ms();

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(heads); i++) {
        char *body = malloc(length + 40);
        memset(body, 'a', length);
        memcpy(body, heads[i], strlen(heads[i]));
        snprintf(body + length, 40, "\"} eve@a.de </CipherValue>");
        struct trace trace = trace_of("", body);
        trace_redact(&trace);
        assert_true(trace.count == 0 || !strstr(trace.items[0].body, "eve@a.de"));
        trace_clear(&trace);
        free(body);
    }
    assert_true(clock_ms() - began < 60000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_path_with_a_name_stands_for_all), cmocka_unit_test(is_the_same_a_second_time),
        cmocka_unit_test(looks_into_what_is_packed),         cmocka_unit_test(drops_what_it_cannot_look_into),
        cmocka_unit_test(stays_quick_and_leaves_nothing),
    };
    struct CMUnitTest row_tests[ARRAY_SIZE(rows)];
    int failures;

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        row_tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = redacts, .initial_state = (void *)(uintptr_t)&rows[i]};
    failures = cmocka_run_group_tests_name("rules", row_tests, NULL, NULL);
    return failures + cmocka_run_group_tests_name("redaction", tests, NULL, NULL);
}
