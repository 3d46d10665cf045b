/* SPDX-License-Identifier: MIT */
/* .NET's words for each thing a wire can do, what an ordinary client prints, and the frame around a text. */
#include "base/cleanup.h"
#include "evidence/entities.h"
#include "phrase/phrase.h"
#include "phrase/wire_text.h"
#include "support/phrase_row.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define FRAMED                                                                                                         \
    AVAILABILITY "NoFreeBusyAccessException: No. Name of the server where exception originated: EX01. LID: 40764."
#define TENANT DIAGNOSTICS("2000004", "The tenant for tenant guid 'x' does not exist.", "invalid_tenant")

static const struct phrase_row rows[] = {
    {.name = "a refusal no row knows",
     .step = HOP_AVAILABILITY,
     .way = WAY_OAUTH,
     .outcome = OUTCOME_HTTP_STATUS,
     .status = 401,
     .reason = "Unauthorized",
     .diagnostics = TENANT,
     .text = EWS "The request failed with HTTP status 401: Unauthorized diagnostics: " TENANT,
     .response_code = "ErrorProxyRequestProcessingFailed",
     .exception_code = 5016},
    {.name = "untrusted certificate",
     .step = HOP_AUTODISCOVER,
     .way = WAY_OAUTH,
     .outcome = OUTCOME_CERTIFICATE_UNTRUSTED,
     .text = EMAIL "System.Net.WebException: " CLOSED "Could not establish trust relationship for the SSL/TLS secure "
                   "channel. ; System.Security.Authentication.AuthenticationException: The remote certificate is "
                   "invalid according to the validation procedure.",
     .response_code = "ErrorAutoDiscoverFailed"},
    {.name = "connection refused",
     .step = HOP_AVAILABILITY,
     .way = WAY_OAUTH,
     .outcome = OUTCOME_CONNECTION_REFUSED,
     .text =
         EWS "System.Net.WebException: Unable to connect to the remote server ; System.Net.Sockets.SocketException: "
             "No connection could be made because the target machine actively refused it " ADDRESS,
     .response_code = "ErrorProxyRequestProcessingFailed",
     .exception_code = 5016},
    {.name = "closed without an answer",
     .step = HOP_AVAILABILITY,
     .way = WAY_OAUTH,
     .outcome = OUTCOME_CONNECTION_CLOSED,
     .text = EWS "System.Net.WebException: " CLOSED "The connection was closed unexpectedly.",
     .response_code = "ErrorProxyRequestProcessingFailed",
     .exception_code = 5016},
    {.name = "closed in the handshake",
     .step = HOP_AVAILABILITY,
     .way = WAY_OAUTH,
     .outcome = OUTCOME_CLOSED_IN_HANDSHAKE,
     .text = EWS "System.Net.WebException: " CLOSED "An unexpected error occurred on a send. ; System.IO.IOException: "
                 "Authentication failed because the remote party has closed the transport stream.",
     .response_code = "ErrorProxyRequestProcessingFailed",
     .exception_code = 5016},
    {.name = "no HTTP",
     .step = HOP_AVAILABILITY,
     .way = WAY_OAUTH,
     .outcome = OUTCOME_PROTOCOL_VIOLATION,
     .text = EWS "System.Net.WebException: The server committed a protocol violation. Section=ResponseStatusLine",
     .response_code = "ErrorProxyRequestProcessingFailed",
     .exception_code = 5016},
    {.name = "HTML instead of XML",
     .step = HOP_AVAILABILITY,
     .way = WAY_OAUTH,
     .outcome = OUTCOME_CONTENT_TYPE,
     .status = 200,
     .type = "text/html",
     .body = "<p>a &amp; b</p>",
     .text = EWS "System.InvalidOperationException: Client found response content type of 'text/html', but expected "
                 "'text/xml'.\r\nThe request failed with the error message:\r\n--\r\n<p>a & b</p>\r\n--.",
     .response_code = "ErrorProxyRequestProcessingFailed",
     .exception_code = 5016},
    {.name = "500 without a fault",
     .step = HOP_AVAILABILITY,
     .way = WAY_OAUTH,
     .outcome = OUTCOME_HTTP_STATUS,
     .status = 500,
     .type = "text/html",
     .reason = "Internal Server Error",
     .text = EWS "System.InvalidOperationException: Client found response content type of 'text/html', but expected "
                 "'text/xml'.\r\nThe request failed with an empty response.",
     .response_code = "ErrorProxyRequestProcessingFailed",
     .exception_code = 5016},
    {.name = "22 while the token is waited for",
     .step = HOP_TOKEN,
     .way = WAY_OAUTH,
     .outcome = OUTCOME_TIMEOUT,
     .text = "The request timed out\r\nRequest could not be processed in time. Timeout occurred during "
             "'Waiting-For-Request-Completion'. LID: 43404",
     .response_code = "ErrorTimeoutExpired",
     .lid = 43404},
    {.name = "403 of Exchange itself",
     .step = HOP_AVAILABILITY,
     .way = WAY_OAUTH,
     .outcome = OUTCOME_HTTP_STATUS,
     .status = 403,
     .reason = "Forbidden",
     .text = EWS "The request failed with HTTP status 403: Forbidden. LID: 43532",
     .response_code = "ErrorProxyRequestProcessingFailed",
     .exception_code = 5016,
     .lid = 43532},
    {.name = "503",
     .step = HOP_AVAILABILITY,
     .way = WAY_OAUTH,
     .outcome = OUTCOME_HTTP_STATUS,
     .status = 503,
     .reason = "Service Unavailable",
     .text = EWS "System.Net.WebException: The request failed with HTTP status 503: Service Unavailable.",
     .response_code = "ErrorProxyRequestProcessingFailed",
     .exception_code = 5016},
    {.name = "504",
     .step = HOP_AVAILABILITY,
     .way = WAY_OAUTH,
     .outcome = OUTCOME_HTTP_STATUS,
     .status = 504,
     .reason = "Gateway Timeout",
     .text = EWS "The request failed with HTTP status 504: Gateway Timeout. LID: 43532",
     .response_code = "ErrorProxyRequestProcessingFailed",
     .exception_code = 5016,
     .lid = 43532},
    {.name = "an ordinary client refused",
     .step = HOP_AVAILABILITY,
     .way = WAY_CLIENT,
     .outcome = OUTCOME_HTTP_STATUS,
     .status = 503,
     .reason = "Any",
     .text = "The request failed. The remote server returned an error: (503) Server Unavailable."},
    {.name = "an ordinary client answered with an error",
     .step = HOP_AVAILABILITY,
     .way = WAY_CLIENT,
     .outcome = OUTCOME_ERROR_RESPONSE,
     .status = 200,
     .code = "ErrorNoFreeBusyAccess",
     .fault =
         AVAILABILITY "NoFreeBusyAccessException: No. Name of the server where exception originated: EX01. LID: 40764.",
     .text =
         AVAILABILITY "NoFreeBusyAccessException: No. Name of the server where exception originated: EX01. LID: 40764.",
     .response_code = "ErrorNoFreeBusyAccess",
     .lid = 40764},
};

static void message_is(const struct phrase_row *row, const char *expected)
{
    CLEANUP(lookup_free) struct lookup *lookup = phrase_row_lookup(row);
    CLEANUP(cleanup_string) char *text = NULL;

    phrase_lookup(lookup);
    text = phrase_message_text(lookup, "EX01");
    assert_string_equal(text, expected);
}

static const struct phrase_row gateway = {.step = HOP_AVAILABILITY,
                                          .way = WAY_OAUTH,
                                          .outcome = OUTCOME_HTTP_STATUS,
                                          .status = 403,
                                          .reason = "Forbidden ( No.  )"};
static const struct phrase_row no_access = {.step = HOP_AVAILABILITY,
                                            .way = WAY_DAUTH,
                                            .outcome = OUTCOME_ERROR_RESPONSE,
                                            .status = 200,
                                            .code = "ErrorNoFreeBusyAccess",
                                            .fault = "No."};
static const struct phrase_row not_xml = {
    .step = HOP_AVAILABILITY, .way = WAY_DAUTH, .outcome = OUTCOME_NOT_XML, .status = 200};
static const struct phrase_row relayed = {.step = HOP_AVAILABILITY,
                                          .way = WAY_CLIENT,
                                          .outcome = OUTCOME_ERROR_RESPONSE,
                                          .status = 200,
                                          .code = "ErrorNoFreeBusyAccess",
                                          .fault = FRAMED};

static void message_text_is_framed(void **state)
{
    (void)state;
    message_is(&gateway, AVAILABILITY "ProxyWebRequestProcessingException: " EWS
                                      "The request failed with HTTP status 403: Forbidden ( No. ).. Name of the server "
                                      "where exception originated: EX01. LID: 43532.");
    message_is(&no_access,
               AVAILABILITY "NoFreeBusyAccessException: No.. Name of the server where exception originated: "
                            "EX01. LID: 47652.");
    message_is(&not_xml,
               AVAILABILITY "ProxyWebRequestProcessingException: " EWS "Response is not well-formed XML.. Name "
                            "of the server where exception originated: EX01.");
}

static void a_frame_is_not_put_around_a_frame(void **state)
{
    (void)state;
    message_is(&relayed, FRAMED);
}

static void success_has_no_text(void **state)
{
    CLEANUP(lookup_free) struct lookup *lookup = phrase_row_lookup(&gateway);

    (void)state;
    phrase_lookup(lookup);
    lookup->ok = true;
    phrase_lookup(lookup);
    assert_null(lookup->error_text);
    assert_null(lookup->response_code);
    assert_int_equal(lookup->lid, 0);
}

/* A lab listens on ports of its own, and somebody may forward ports: printed is what was asked for. */
static const struct printed_address {
    const char *address, *url, *text;
} printed_addresses[] = {
    {"127.0.0.1:40001", "https://mail.contoso.com/EWS/Exchange.asmx", " 127.0.0.1:443 at "},
    {"127.0.0.1:40001", "https://mail.contoso.com:8443/EWS/Exchange.asmx", " 127.0.0.1:8443 at "},
    {"127.0.0.1:40001", "http://mail.contoso.com", " 127.0.0.1:80 at "},
    {"[::1]:40001", "https://[::1]/EWS/Exchange.asmx", " [::1]:443 at "},
    {"[::1]:40001", "https://[::1]:8443?x", " [::1]:8443 at "},
    {"203.0.113.7:443", NULL, " 203.0.113.7:443 at "},
};

static void address_has_the_port_that_was_asked_for(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(printed_addresses); i++) {
        const struct printed_address *row = &printed_addresses[i];
        const struct phrase_row timeout = {
            .step = HOP_AVAILABILITY, .way = WAY_OAUTH, .outcome = OUTCOME_CONNECT_TIMEOUT};
        CLEANUP(lookup_free) struct lookup *lookup = phrase_row_lookup(&timeout);
        evidence_set(&lookup->evidence[0].address, row->address);
        evidence_set(&lookup->evidence[0].url, row->url);
        phrase_lookup(lookup);
        assert_non_null(strstr(lookup->error_text, row->text));
    }
}

static void references_are_decoded(void **state)
{
    const char *const text = "&lt;a&gt; &amp;amp; &#65;&#x42; &eacute; &bogus; &#0; &#x110000; & &;";
    CLEANUP(cleanup_string) char *decoded = entities_decode(text, strlen(text));

    (void)state;
    assert_string_equal(decoded, "<a> &amp; AB \xC3\xA9 &bogus; &#0; &#x110000; & &;");
}

/* .NET's name of a status, whatever the server calls it; of one that .NET knows not, the server's. */
static void statuses_have_names(void **state)
{
    static const struct {
        int status;
        const char *name;
    } names[] = {
        {400, "Bad Request"},
        {401, "Unauthorized"},
        {402, "Payment Required"},
        {403, "Forbidden"},
        {404, "Not Found"},
        {405, "Method Not Allowed"},
        {406, "Not Acceptable"},
        {407, "Proxy Authentication Required"},
        {500, "Internal Server Error"},
        {501, "Not Implemented"},
        {502, "Bad Gateway"},
        {503, "Server Unavailable"},
        {504, "Gateway Timeout"},
        {505, "Http Version Not Supported"},
    };
    char reason[] = "of its own";
    struct evidence evidence = {.reason = reason};

    (void)state;
    for (evidence.http_status = 100; evidence.http_status < 600; evidence.http_status++) {
        const char *wanted = reason;
        for (size_t i = 0; i < ARRAY_SIZE(names); i++)
            wanted = names[i].status == evidence.http_status ? names[i].name : wanted;
        assert_string_equal(status_name(&evidence), wanted);
    }
    evidence.reason = NULL;
    assert_string_equal(status_name(&evidence), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(statuses_have_names),
        cmocka_unit_test(message_text_is_framed),
        cmocka_unit_test(a_frame_is_not_put_around_a_frame),
        cmocka_unit_test(success_has_no_text),
        cmocka_unit_test(address_has_the_port_that_was_asked_for),
        cmocka_unit_test(references_are_decoded),
    };

    return phrase_rows_run("wire texts", rows, ARRAY_SIZE(rows)) +
           cmocka_run_group_tests_name("phrase frames", tests, NULL, NULL);
}
