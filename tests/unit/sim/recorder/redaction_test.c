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
    {"an opaque token", "X: Bearer 0123456789abcdef\r\nY: bearer 0123456789abcdef==\r\n", "",
     "X: Bearer REDACTED\r\nY: bearer REDACTED\r\n", "", REDACTED_TOKENS, 2},
    {"of other schemes",
     "X: NTLM TlRMTVNTUAACAAAA\r\nY: Basic dXNlcjpwYXNzd29yZA==\r\nZ: Kerberos YIIFIwYJKoZIhvcS\r\n", "",
     "X: NTLM REDACTED\r\nY: Basic REDACTED\r\nZ: Kerberos REDACTED\r\n", "", REDACTED_TOKENS, 3},
    {"too short for a token", "X: Bearer 0123456789abcde\r\n", "", "X: Bearer 0123456789abcde\r\n", "", REDACTED_TOKENS,
     0},
    {"a token of five parts", "", "eyJhbGciOiJSUzI1NiJ9.a.b.c.d. eyJhbGciOiJSUzI1NiJ9.a.", "", "REDACTED. REDACTED",
     REDACTED_TOKENS, 2},
    {"what only begins like a token", "", "eyJ.a.b keyJhbGciOi.a.b eyJhbGciOi", "",
     "eyJ.a.b keyJhbGciOi.a.b eyJhbGciOi", REDACTED_TOKENS, 0},
    {"a sign-in that is echoed", "",
     "Authorization: Digest username=\"x\"\r\nPROXY-AUTHORIZATION: x y z\nAuthorization: "
     "abcdefghijklmnopqrst\nAuthorization: none",
     "",
     "Authorization: Digest REDACTED\r\nPROXY-AUTHORIZATION: x REDACTED\n"
     "Authorization: REDACTED\nAuthorization: none",
     REDACTED_TOKENS, 3},
    {"cookies of both kinds", "Set-Cookie2: a=b\r\nSET-COOKIE: c=d\r\n", "Cookie: e=f; g=h\ncookie2: i",
     "Set-Cookie2: a=REDACTED\r\nSET-COOKIE: c=REDACTED\r\n", "Cookie: REDACTED\ncookie2: REDACTED", REDACTED_COOKIES,
     4},
    {"a token in a string of JSON", "", "{\"message\":\"{\\\"access_token\\\":\\\"ab.c\\\",\\\"a\\\":1}\"}", "",
     "{\"message\":\"{\\\"access_token\\\":\\\"REDACTED\\\",\\\"a\\\":1}\"}", REDACTED_TOKENS, 1},
    {"a number as a password", "", "{\"password\": 1234,\"secret\":-5,\"code\":401}", "",
     "{\"password\": \"REDACTED\",\"secret\":\"REDACTED\",\"code\":401}", REDACTED_PASSWORDS, 2},
    {"a password that is cut off", "", "{\"password\":\"sec\\\"ret", "", "{\"password\":\"REDACTED", REDACTED_PASSWORDS,
     1},
    {"a password that is cut off within a character", "", "{\"password\":\"sec\\", "", "{\"password\":\"REDACTED",
     REDACTED_PASSWORDS, 1},
    {"a query", "Location: https://a.example/x?a=1&code=0.AX%2Bo&SIG=x%3D#top\r\n", "<a href=\"?b&amp;code=xyz\">",
     "Location: https://a.example/x?a=1&code=REDACTED&SIG=REDACTED\r\n", "<a href=\"?b&amp;code=REDACTED\">",
     REDACTED_TOKENS, 3},
    {"a query in a query",
     "Location: https://a.example/?ReturnUrl=https%3a%2f%2fb%3Fcode%3D0.AX%2bo%26sig%3dx%26z%3d1\r\n", "",
     "Location: https://a.example/?ReturnUrl=https%3a%2f%2fb%3Fcode%3DREDACTED%26sig%3dREDACTED%26z%3d1\r\n", "",
     REDACTED_TOKENS, 2},
    {"a code for people", "", "error code=401, status code=500; codes=1", "",
     "error code=401, status code=500; codes=1", REDACTED_TOKENS, 0},
    {"a password in a text", "", "with password=secret; and pwd=x", "", "with password=REDACTED; and pwd=REDACTED",
     REDACTED_PASSWORDS, 2},
    {"a password of CDATA", "", "<Password><![CDATA[a]b]]c]]></Password>", "",
     "<Password><![CDATA[REDACTED]]></Password>", REDACTED_PASSWORDS, 1},
    {"a password in XML in XML", "", "&lt;o:Password Type=&quot;x&quot;&gt;secret&lt;/o:Password&gt;", "",
     "&lt;o:Password Type=&quot;x&quot;&gt;REDACTED&lt;/o:Password&gt;", REDACTED_PASSWORDS, 1},
    {"attributes", "", "<x password=\"secret\" a:Token='t' mypasswords=\"y\"/>", "",
     "<x password=\"REDACTED\" a:Token='REDACTED' mypasswords=\"y\"/>", REDACTED_PASSWORDS, 1},
    {"an element that ends like one", "", "<MyPassword>x</MyPassword><Passwords>y</Passwords>", "",
     "<MyPassword>REDACTED</MyPassword><Passwords>y</Passwords>", REDACTED_PASSWORDS, 1},
    {"longer names of tokens", "X-CommonAccessToken: abc\r\nX-Tokens: b\r\nX-Ms-Signature: c\r\n",
     "{\"sasToken\":\"a\",\"tokenType\":\"b\"}<t:UserToken>a</t:UserToken><x my-api-key='a' keys='b'/>"
     "<a href=\"?XAccessToken=a&amp;tokens=b\">&lt;UserToken&gt;a&lt;/UserToken&gt;",
     "X-CommonAccessToken: REDACTED\r\nX-Tokens: b\r\nX-Ms-Signature: REDACTED\r\n",
     "{\"sasToken\":\"REDACTED\",\"tokenType\":\"b\"}<t:UserToken>REDACTED</t:UserToken><x my-api-key='REDACTED' "
     "keys='b'/>"
     "<a href=\"?XAccessToken=REDACTED&amp;tokens=b\">&lt;UserToken&gt;REDACTED&lt;/UserToken&gt;",
     REDACTED_TOKENS, 7},
    {"longer names of passwords", "X-User-Password: abc\r\n",
     "{\"newPassword\":\"a\",\"sharedSecret\":1,\"passwordAge\":1} x?oldpassword=a&passwordexpired=b",
     "X-User-Password: REDACTED\r\n",
     "{\"newPassword\":\"REDACTED\",\"sharedSecret\":\"REDACTED\",\"passwordAge\":1} "
     "x?oldpassword=REDACTED&passwordexpired=b",
     REDACTED_PASSWORDS, 4},
    {"the key of an assembly is no secret", "",
     "{\"PublicKeyToken\":\"b03f\"} System.Web, PublicKeyToken=b03f5f7f11d50a3a", "",
     "{\"PublicKeyToken\":\"b03f\"} System.Web, PublicKeyToken=b03f5f7f11d50a3a", REDACTED_TOKENS, 0},
    {"a fragment", "Location: https://a.example/x?state=1#access_token=ab&id_token=cd&x=1\r\n",
     "https://b/#code=ab https://c/?u=https%3a%2f%2fd%23code%3dab",
     "Location: https://a.example/x?state=1#access_token=REDACTED&id_token=REDACTED&x=1\r\n",
     "https://b/#code=REDACTED https://c/?u=https%3a%2f%2fd%23code%3dREDACTED", REDACTED_TOKENS, 4},
    {"what a page sends on", "",
     "<input type=\"hidden\" name=\"wresult\" value=\"&lt;t:Request/>\"><input value='ab' id='c' name='SAMLResponse'>"
     "<input name=\"code\" value=\"cd\"/><input name=\"a\" value=\"b\"/><input name=\"passwd\" value=\"ef\"/>",
     "",
     "<input type=\"hidden\" name=\"wresult\" value=\"REDACTED\"><input value='REDACTED' id='c' name='SAMLResponse'>"
     "<input name=\"code\" value=\"REDACTED\"/><input name=\"a\" value=\"b\"/><input name=\"passwd\" "
     "value=\"REDACTED\"/>",
     REDACTED_TOKENS, 3},
    {"elements within", "", "<Location>\n  <City>x</City></Location>", "", "<Location>\n  <City>x</City></Location>",
     REDACTED_PERSONAL, 0},
    {"a user of a domain", "", "<t:UserName>CORP\\eve</t:UserName>{\"user\":\"CORP\\\\eve\"}", "",
     "<t:UserName>REDACTED</t:UserName>{\"user\":\"REDACTED\"}", REDACTED_PERSONAL, 2},
    {"a user who is an address", "", "<UserName>eve@a.de</UserName>{\"upn\":\"bob@a.de\"}", "",
     "<UserName>person1@domain1.example</UserName>{\"upn\":\"person2@domain1.example\"}", REDACTED_PERSONAL, 0},
    {"a user in a header",
     "X-User: CORP\\eve\r\nX-Forwarded-User: eve@a.de\r\nX-Remote-UserName: eve\r\nX-User-Agent: x\r\n", "",
     "X-User: REDACTED\r\nX-Forwarded-User: person1@domain1.example\r\nX-Remote-UserName: REDACTED\r\nX-User-Agent: "
     "x\r\n",
     "", REDACTED_PERSONAL, 2},
    {"a setting of Autodiscover", "",
     "<Name>UserDisplayName</Name>\n<Value>Eve Adams</Value><Name>EwsUrl</Name><Value>x</Value>", "",
     "<Name>UserDisplayName</Name>\n<Value>REDACTED</Value><Name>EwsUrl</Name><Value>x</Value>", REDACTED_PERSONAL, 1},
    {"a mailbox of EWS", "", "<t:Name>Eve Adams</t:Name><t:EmailAddress>eve@a.de</t:EmailAddress><t:Name>UTC</t:Name>",
     "", "<t:Name>REDACTED</t:Name><t:EmailAddress>person1@domain1.example</t:EmailAddress><t:Name>UTC</t:Name>",
     REDACTED_PERSONAL, 1},
    {"a name that ends like one of documentation", "", "eve@notcontoso.com eve@sub.contoso.com", "",
     "person1@domain1.example eve@sub.contoso.com", REDACTED_ADDRESSES, 1},
    {"a domain behind which a sentence ends", "", "eve@a.de. See www.a.de.", "",
     "person1@domain1.example. See www.domain1.example.", REDACTED_ADDRESSES, 2},
    {"a domain that goes on", "", "eve@a.de a.de.com a.de-x", "", "person1@domain1.example a.de.com a.de-x",
     REDACTED_ADDRESSES, 1},
    {"an address that the head knows", "X: eve@a.de\r\n", "mail.a.de", "X: person1@domain1.example\r\n",
     "mail.domain1.example", REDACTED_ADDRESSES, 2},
    {"machines stay, unless", "X-Forwarded-For: 10.1.2.3\r\n", "", "X-Forwarded-For: 10.1.2.3\r\n", "",
     REDACTED_MACHINES, 0},
    {"the length follows", "Content-Length: 8\r\n", "eve@a.de", "Content-Length: 23\r\n", "person1@domain1.example",
     REDACTED_ADDRESSES, 1},
};

static void redacts(void **state)
{
    const struct row *row = *state;
    struct trace trace = trace_of(row->head, row->body);
    const struct redaction_summary summary = trace_redact(&trace, false);
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
    trace_redact(&trace, false);
    assert_string_equal(trace.items[0].path, "/autodiscover.json/v1.0/*/x");
    trace_clear(&trace);
}

static void a_path_without_one_stays(void **state)
{
    struct trace trace = trace_of("", "");

    (void)state;
    free(trace.items[0].path);
    trace.items[0].path = text_copy("/persons/personal/REDACTED");
    trace_redact(&trace, false);
    assert_string_equal(trace.items[0].path, "/persons/personal/REDACTED");
    trace_clear(&trace);
}

/* An address that one answer has is known in all. */
static void answers_share_what_is_known(void **state)
{
    struct trace trace = trace_of("", "mail.a.de");
    struct trace second = trace_of("X: eve@a.de\r\n", "");

    (void)state;
    trace_add(&trace, &second.items[0]);
    trace_clear(&second);
    trace_redact(&trace, false);
    assert_string_equal(trace.items[0].body, "mail.domain1.example");
    trace_clear(&trace);
}

static void is_the_same_a_second_time(void **state)
{
    struct trace trace = trace_of("Set-Cookie: a=b\r\n", "eve@a.de " JWT);
    struct redaction_summary again;

    (void)state;
    trace_redact(&trace, false);
    CLEANUP(cleanup_string) char *body = text_copy(trace.items[0].body);
    again = trace_redact(&trace, false);
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
    trace_redact(&trace, false);
    assert_int_equal(trace.count, 1);
    assert_string_equal(trace.items[0].body, "password=REDACTED");
    assert_string_equal(trace.items[0].head, "HTTP/1.1 200 OK\r\nContent-Length: 17\r\n\r\n");
    trace_clear(&trace);
}

static void drops_what_it_cannot_look_into(void **state)
{
    struct trace trace = packed_trace("br");

    (void)state;
    assert_int_equal(trace_redact(&trace, false).dropped, 1);
    assert_int_equal(trace.count, 0);
    trace_clear(&trace);
}

/* What a rule cannot decide within its bounds may be a secret, and goes. */
static void drops_what_a_rule_gives_up_on(void **state)
{
    static const char head[] = "<Subject><![CDATA[";
    const size_t length = 2 << 20;
    char *body = malloc(length + 1);
    struct trace trace, other = trace_of("", "fine");

    (void)state;
    memset(body, ']', length);
    memcpy(body, head, strlen(head));
    body[length] = '\0';
    trace = trace_of("", body);
    trace_add(&trace, &other.items[0]);
    trace_clear(&other);
    assert_int_equal(trace_redact(&trace, false).dropped, 1);
    assert_int_equal(trace.count, 1);
    assert_string_equal(trace.items[0].body, "fine");
    trace_clear(&trace);
    free(body);
}

/* Repetitions that make a careless expression take time with the square of the length. */
static const char *const repetitions[] = {"eyJaaaa-",
                                          "eyJaaaa.",
                                          "eyJaaaa.a.",
                                          "Bearer ",
                                          "Bearer a",
                                          "<Password ",
                                          "<Password>",
                                          "<Password a",
                                          "<a:",
                                          "\"token\"",
                                          "\"token\":",
                                          "\"token\":\"",
                                          "\\\"token\\\":\\\"",
                                          "\\",
                                          "?code=",
                                          "?code",
                                          "&",
                                          "&amp;code=",
                                          "%3fcode%3d",
                                          "%26",
                                          "code%3d",
                                          "a@",
                                          "@a",
                                          "a.",
                                          "1.",
                                          ":",
                                          "1:",
                                          "::",
                                          "\nSet-Cookie: ",
                                          "Cookie: ",
                                          " ",
                                          "\t",
                                          "\n",
                                          "\nAuthorization: ",
                                          "\nX-Api-Key:",
                                          "\nX-User-",
                                          "X-",
                                          "/cn=Recipients/cn=",
                                          "<Subject><![CDATA[",
                                          "]",
                                          "]]",
                                          "&lt;Password ",
                                          "&lt;Password&gt;",
                                          "<Name>",
                                          "<Name>a</Name>",
                                          "password=",
                                          " password=",
                                          "\"",
                                          "'",
                                          " password=\"",
                                          "a",
                                          "-",
                                          "\xff"};

static void takes_time_by_the_byte(void **state)
{
    const size_t length = 1 << 17;
    char *body = malloc(length + 1);

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(repetitions); i++) {
        const double began = clock_ms();
        const size_t period = strlen(repetitions[i]);
        for (size_t at = 0; at < length; at++)
            body[at] = repetitions[i][at % period];
        body[length] = '\0';
        struct trace trace = trace_of("", body);
        trace_redact(&trace, true);
        trace_clear(&trace);
        if (clock_ms() - began > 30000) /* with the square it would be minutes */
            fail_msg("\"%s\" takes too long", repetitions[i]);
    }
    free(body);
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
        trace_redact(&trace, false);
        assert_int_equal(trace.count, 1);
        assert_null(strstr(trace.items[0].body, "eve@a.de"));
        trace_clear(&trace);
        free(body);
    }
    assert_true(clock_ms() - began < 60000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_path_with_a_name_stands_for_all),
                                       cmocka_unit_test(is_the_same_a_second_time),
                                       cmocka_unit_test(looks_into_what_is_packed),
                                       cmocka_unit_test(drops_what_it_cannot_look_into),
                                       cmocka_unit_test(stays_quick_and_leaves_nothing),
                                       cmocka_unit_test(a_path_without_one_stays),
                                       cmocka_unit_test(answers_share_what_is_known),
                                       cmocka_unit_test(drops_what_a_rule_gives_up_on),
                                       cmocka_unit_test(takes_time_by_the_byte)};
    struct CMUnitTest row_tests[ARRAY_SIZE(rows)];
    int failures;

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        row_tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = redacts, .initial_state = (void *)(uintptr_t)&rows[i]};
    failures = cmocka_run_group_tests_name("rules", row_tests, NULL, NULL);
    return failures + cmocka_run_group_tests_name("redaction", tests, NULL, NULL);
}
