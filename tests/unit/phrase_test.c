/* SPDX-License-Identifier: MIT */
/* Every row of the catalogue whose text follows from evidence, and .NET's words for each thing a wire can do. */
#include "cleanup.h"
#include "entities.h"
#include "phrase.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define ADDRESS "203.0.113.7:443"
#define EWS "Proxy web request failed. , inner exception: "
#define EMAIL "Autodiscover failed for email address joe@contoso.com with error "
#define CLOSED "The underlying connection was closed: "
#define FORCED "An existing connection was forcibly closed by the remote host"
#define AVAILABILITY "Microsoft.Exchange.InfoWorker.Common.Availability."
#define STS "https://login.microsoftonline.com/extSTS.srf"
#define URL "https://mail.contoso.com/EWS/Exchange.asmx"
#define DISCOVERY_URL "https://autodiscover.contoso.com/autodiscover/autodiscover.svc"

struct row {
    const char *name;
    enum hop step;
    enum way way;
    enum outcome outcome;
    int status;
    const char *reason, *diagnostics, *code, *fault, *setting, *type, *body;
    bool detail;
    const char *text, *response_code;
    int exception_code, lid;
};

#define HEADER(number, text, category) number ";reason=\"" text "\";error_category=\"" category "\""
#define AMBIGUOUS HEADER("2000005", "The user specified by the user-context in the token is ambiguous.", "invalid_user")
#define ABSENT HEADER("2000005", "The user specified by the user-context in the token does not exist.", "invalid_user")
#define SIGNATURE HEADER("2000000", "The token has an invalid signature.", "invalid_signature")
#define AUDIENCE \
    HEADER("2000003", "The hostname component of the audience claim value 'https://mail.contoso.com' is invalid", \
           "invalid_resource")
#define TENANT HEADER("2000004", "The tenant for tenant guid 'x' does not exist.", "invalid_tenant")
#define MOVED \
    "<head><title>Object moved</title></head>\n<body><h1>Object Moved</h1>This object may be found <a " \
    "HREF=\"https://mail.contoso.com/owa/\">here</a>.</body>"

static const struct row rows[] = {
    {.name = "01 internal server error",
     .step = HOP_AVAILABILITY, .way = WAY_OAUTH, .outcome = OUTCOME_SOAP_FAULT, .status = 500, .detail = true,
     .code = "ErrorInternalServerError", .fault = "An internal server error occurred. The operation failed.",
     .text = EWS "An internal server error occurred. The operation failed. LID: 59916",
     .response_code = "ErrorProxyRequestProcessingFailed", .exception_code = 5016, .lid = 59916},
    {.name = "02 explicit local mailbox",
     .step = HOP_AVAILABILITY, .way = WAY_OAUTH, .outcome = OUTCOME_SOAP_FAULT, .status = 500,
     .fault = "The remote user mailbox must specify the the explicit local mailbox in the header",
     .text = EWS "The remote user mailbox must specify the the explicit local mailbox in the header",
     .response_code = "ErrorProxyRequestProcessingFailed", .exception_code = 5016},
    {.name = "03 verifying security",
     .step = HOP_AUTODISCOVER, .way = WAY_DAUTH, .outcome = OUTCOME_SOAP_FAULT, .status = 500,
     .code = "a:InvalidSecurity", .fault = "An error occurred when verifying security for the message.",
     .text = EMAIL "System.Web.Services.Protocols.SoapHeaderException: An error occurred when verifying security for "
                   "the message.",
     .response_code = "ErrorAutoDiscoverFailed"},
    {.name = "04 connect time-out",
     .step = HOP_AVAILABILITY, .way = WAY_OAUTH, .outcome = OUTCOME_CONNECT_TIMEOUT,
     .text = EWS "System.Net.WebException: Unable to connect to the remote server ; System.Net.Sockets.SocketException: "
                 "A connection attempt failed because the connected party did not properly respond after a period of "
                 "time, or established connection failed because connected host has failed to respond " ADDRESS
                 " at System.Net.Sockets.Socket.EndConnect(IAsyncResult asyncResult)",
     .response_code = "ErrorProxyRequestProcessingFailed", .exception_code = 5016},
    {.name = "05 handler missing",
     .step = HOP_AUTODISCOVER, .way = WAY_OAUTH, .outcome = OUTCOME_HTTP_STATUS, .status = 404, .reason = "Not Found",
     .body = "<html>404</html>",
     .text = EMAIL "System.Net.WebException: The request failed with HTTP status 404: Not Found.",
     .response_code = "ErrorAutoDiscoverFailed"},
    {.name = "06 ambiguous user",
     .step = HOP_AVAILABILITY, .way = WAY_OAUTH, .outcome = OUTCOME_HTTP_STATUS, .status = 401, .reason = "Unauthorized",
     .diagnostics = AMBIGUOUS,
     .text = EWS "The request failed with HTTP status 401: Unauthorized diagnostics: " AMBIGUOUS " LID: 43532",
     .response_code = "ErrorProxyRequestProcessingFailed", .exception_code = 5016, .lid = 43532},
    {.name = "07 reset on a receive",
     .step = HOP_AVAILABILITY, .way = WAY_OAUTH, .outcome = OUTCOME_CONNECTION_RESET,
     .text = EWS "System.Net.WebException: " CLOSED "An unexpected error occurred on a receive. System.IO.IOException: "
                 "Unable to read data from the transport connection: " FORCED ". System.Net.Sockets.SocketException: "
                 FORCED,
     .response_code = "ErrorProxyRequestProcessingFailed", .exception_code = 5016},
    {.name = "08 reset on a send, POX",
     .step = HOP_AUTODISCOVER, .way = WAY_ADDRESS_SPACE, .outcome = OUTCOME_RESET_IN_HANDSHAKE,
     .text = EMAIL AVAILABILITY
     "AutoDiscoverFailedException: " CLOSED "An unexpected error occurred on a send.. The request information is "
     "Discovery URL : " DISCOVERY_URL ", EmailAddress : SMTP:joe@contoso.com System.Net.WebException: " CLOSED
     "An unexpected error occurred on a send. ; System.IO.IOException: Unable to read data from the transport "
     "connection: " FORCED " System.Net.Sockets.SocketException: " FORCED,
     .response_code = "ErrorAutoDiscoverFailed"},
    {.name = "09 no route",
     .step = HOP_ROUTE, .outcome = OUTCOME_NO_ROUTE,
     .text = "Configuration information for forest/domain contoso.com could not be found in Active Directory. LID: 47932",
     .response_code = "ErrorAddressSpaceNotFound", .lid = 47932},
    {.name = "10 plain 401 at the availability service",
     .step = HOP_AVAILABILITY, .way = WAY_DAUTH, .outcome = OUTCOME_HTTP_STATUS, .status = 401, .reason = "Unauthorized",
     .text = EWS "System.Net.WebException: The request failed with HTTP status 401: Unauthorized.",
     .response_code = "ErrorProxyRequestProcessingFailed", .exception_code = 5016},
    {.name = "10 plain 401 at Autodiscover",
     .step = HOP_AUTODISCOVER, .way = WAY_DAUTH, .outcome = OUTCOME_HTTP_STATUS, .status = 401, .reason = "Unauthorized",
     .text = EMAIL "System.Net.WebException: The request failed with HTTP status 401: Unauthorized.",
     .response_code = "ErrorAutoDiscoverFailed"},
    {.name = "11 invalid user",
     .step = HOP_AUTODISCOVER, .way = WAY_DAUTH, .outcome = OUTCOME_ERROR_RESPONSE, .status = 200, .code = "InvalidUser",
     .setting = "ExternalEwsUrl",
     .text = EMAIL AVAILABILITY "AutoDiscoverInvalidUserException: The response from the Autodiscover service at '"
                                DISCOVERY_URL "' failed due to an error in user setting 'ExternalEwsUrl'. Error "
                                "message: InvalidUser. LID: 33676",
     .response_code = "ErrorAutoDiscoverFailed", .lid = 33676},
    {.name = "12 no free/busy access",
     .step = HOP_AVAILABILITY, .way = WAY_DAUTH, .outcome = OUTCOME_ERROR_RESPONSE, .status = 200,
     .code = "ErrorNoFreeBusyAccess", .fault = "The caller does not have access to free/busy data.",
     .text = AVAILABILITY "NoFreeBusyAccessException: The caller does not have access to free/busy data. LID: 47652",
     .response_code = "ErrorNoFreeBusyAccess", .exception_code = 5037, .lid = 47652},
    {.name = "13 the gateway's reason phrase",
     .step = HOP_AVAILABILITY, .way = WAY_OAUTH, .outcome = OUTCOME_HTTP_STATUS, .status = 403,
     .reason = "Forbidden ( The server denied the specified Uniform Resource Locator (URL). Contact the server "
               "administrator.  )",
     .text = EWS "The request failed with HTTP status 403: Forbidden ( The server denied the specified Uniform Resource "
                 "Locator (URL). Contact the server administrator. ). LID: 43532",
     .response_code = "ErrorProxyRequestProcessingFailed", .exception_code = 5016, .lid = 43532},
    {.name = "14 recipient not found",
     .step = HOP_ROUTE, .outcome = OUTCOME_RECIPIENT_NOT_FOUND,
     .text = "Unable to resolve e-mail address joe@contoso.com to an Active Directory object. LID: 57660",
     .response_code = "ErrorMailRecipientNotFound", .exception_code = 5009, .lid = 57660},
    {.name = "15 processing the security tokens",
     .step = HOP_AVAILABILITY, .way = WAY_DAUTH, .outcome = OUTCOME_SOAP_FAULT, .status = 500,
     .code = "a:InvalidSecurityToken", .fault = "An error occurred when processing the security tokens in the message.",
     .text = EWS "An error occurred when processing the security tokens in the message. LID: 59916",
     .response_code = "ErrorProxyRequestProcessingFailed", .exception_code = 5016, .lid = 59916},
    {.name = "16 cross-organization request",
     .step = HOP_AVAILABILITY, .way = WAY_DAUTH, .outcome = OUTCOME_ERROR_RESPONSE, .status = 200,
     .code = "ErrorProxyRequestNotAllowed",
     .fault = "The cross-organization request for mailbox yyy@contoso.com is not allowed because the requester is from "
              "a different organization.",
     .text = "The cross-organization request for mailbox yyy@contoso.com is not allowed because the requester is from a "
             "different organization. LID: 39660",
     .response_code = "ErrorProxyRequestNotAllowed", .lid = 39660},
    {.name = "17 missing signing certificate",
     .step = HOP_TOKEN, .way = WAY_OAUTH, .outcome = OUTCOME_NO_SIGNING_CERTIFICATE,
     .text = "Microsoft.Exchange.Security.OAuth.OAuthTokenRequestFailedException: Missing signing certificate.",
     .response_code = "ErrorProxyRequestProcessingFailed"},
    {.name = "18 linked account",
     .step = HOP_AVAILABILITY, .way = WAY_OAUTH, .outcome = OUTCOME_SOAP_FAULT, .status = 500, .detail = true,
     .fault = "The application is missing a linked account for RBAC roles, or the linked account has no RBAC role "
              "assignments, or the calling users account is logon disabled.",
     .text = EWS "System.Web.Services.Protocols.SoapException: The application is missing a linked account for RBAC "
                 "roles, or the linked account has no RBAC role assignments, or the calling users account is logon "
                 "disabled.",
     .response_code = "ErrorProxyRequestProcessingFailed", .exception_code = 5016},
    {.name = "19 stored passwords do not match",
     .step = HOP_TOKEN, .way = WAY_DAUTH, .outcome = OUTCOME_SOAP_FAULT, .status = 500, .code = "0x80041012",
     .fault = "The entered and stored passwords do not match.\r\n",
     .text = "Soap fault exception received. The entered and stored passwords do not match.",
     .response_code = "ErrorWin32InteropError"},
    {.name = "20 password has to be changed",
     .step = HOP_TOKEN, .way = WAY_DAUTH, .outcome = OUTCOME_SOAP_FAULT, .status = 500,
     .fault = "The password has to be changed.",
     .text = "Soap fault exception received. The password has to be changed.",
     .response_code = "ErrorWin32InteropError"},
    {.name = "21 provision is needed",
     .step = HOP_TOKEN, .way = WAY_DAUTH, .outcome = OUTCOME_SOAP_FAULT, .status = 500,
     .fault = "Provision is needed before federated account can be logged in.",
     .text = "Soap fault exception received. Provision is needed before federated account can be logged in. "
             "ErrorWin32InteropError",
     .response_code = "ErrorWin32InteropError"},
    {.name = "22 request timed out",
     .step = HOP_AVAILABILITY, .way = WAY_OAUTH, .outcome = OUTCOME_TIMEOUT,
     .text = "Request could not be processed in time. Timeout occurred during 'Waiting-For-Request-Completion'. LID: "
             "43404",
     .response_code = "ErrorTimeoutExpired", .lid = 43404},
    {.name = "23 member name",
     .step = HOP_TOKEN, .way = WAY_DAUTH, .outcome = OUTCOME_SOAP_FAULT, .status = 500, .code = "0x80041034",
     .fault = "The specified member name is either invalid or empty.",
     .text = "Soap fault exception received. The specified member name is either invalid or empty.",
     .response_code = "ErrorWin32InteropError"},
    {.name = "24 too many calendar entries",
     .step = HOP_AVAILABILITY, .way = WAY_OAUTH, .outcome = OUTCOME_ERROR_RESPONSE, .status = 200,
     .code = "ErrorResultSetTooBig",
     .fault = "The result set contains too many calendar entries. The allowed size = 1000; the actual size = 5009.",
     .text = "The result set contains too many calendar entries. The allowed size = 1000; the actual size = 5009. LID: "
             "54796",
     .response_code = "ErrorResultSetTooBig", .exception_code = 5006, .lid = 54796},
    {.name = "25 invalid signature prints a plain 401",
     .step = HOP_AVAILABILITY, .way = WAY_OAUTH, .outcome = OUTCOME_HTTP_STATUS, .status = 401, .reason = "Unauthorized",
     .diagnostics = SIGNATURE,
     .text = EWS "System.Net.WebException: The request failed with HTTP status 401: Unauthorized.",
     .response_code = "ErrorProxyRequestProcessingFailed", .exception_code = 5016},
    {.name = "26 key not found at the token service",
     .step = HOP_TOKEN, .way = WAY_OAUTH, .outcome = OUTCOME_ERROR_RESPONSE, .status = 401, .code = "invalid_client",
     .fault = "AADSTS70002: Error validating credentials. AADSTS50012: Client assertion contains an invalid signature.",
     .text = "Unable to get token from Auth Server. Error code: 'invalid_client'. Description: 'AADSTS70002: Error "
             "validating credentials. AADSTS50012: Client assertion contains an invalid signature.'.",
     .response_code = "ErrorProxyRequestProcessingFailed"},
    {.name = "27 not well-formed",
     .step = HOP_AVAILABILITY, .way = WAY_DAUTH, .outcome = OUTCOME_NOT_XML, .status = 200, .type = "text/xml",
     .body = "<html><br>",
     .text = EWS "Response is not well-formed XML.",
     .response_code = "ErrorProxyRequestProcessingFailed", .exception_code = 5016},
    {.name = "28 token service unreachable",
     .step = HOP_TOKEN, .way = WAY_DAUTH, .outcome = OUTCOME_CONNECT_TIMEOUT,
     .text = "Failed to communicate with " STS "., inner exception: Unable to connect to the remote server",
     .response_code = "ErrorWin32InteropError"},
    {.name = "29 name not resolved",
     .step = HOP_AUTODISCOVER, .way = WAY_OAUTH, .outcome = OUTCOME_NAME_NOT_RESOLVED,
     .text = "Autodiscover failed for E-Mail Address joe@contoso.com with error System.Net.WebException: The remote name "
             "could not be resolved: 'mail.contoso.com'",
     .response_code = "ErrorAutoDiscoverFailed"},
    {.name = "31 object moved",
     .step = HOP_AVAILABILITY, .way = WAY_OAUTH, .outcome = OUTCOME_HTTP_STATUS, .status = 302, .reason = "Found",
     .type = "text/html", .body = MOVED,
     .text = EWS "System.Net.WebException: The request failed with the error message:\r\n--\r\n" MOVED "\r\n--.",
     .response_code = "ErrorProxyRequestProcessingFailed", .exception_code = 5016},
    {.name = "32 no common protocol, availability",
     .step = HOP_AVAILABILITY, .way = WAY_OAUTH, .outcome = OUTCOME_TLS_ALERT,
     .text = EWS "System.Net.WebException: The request was aborted: Could not create SSL/TLS secure channel.",
     .response_code = "ErrorProxyRequestProcessingFailed", .exception_code = 5016},
    {.name = "32 no common protocol, Autodiscover",
     .step = HOP_AUTODISCOVER, .way = WAY_DAUTH, .outcome = OUTCOME_TLS_ALERT,
     .text = EMAIL "System.Net.WebException: The request was aborted: Could not create SSL/TLS secure channel.",
     .response_code = "ErrorAutoDiscoverFailed"},
    {.name = "33 user does not exist",
     .step = HOP_AVAILABILITY, .way = WAY_OAUTH, .outcome = OUTCOME_HTTP_STATUS, .status = 401, .reason = "Unauthorized",
     .diagnostics = ABSENT,
     .text = EWS ABSENT ". 401: Unauthorized",
     .response_code = "ErrorProxyRequestProcessingFailed", .exception_code = 5016},
    {.name = "34 audience",
     .step = HOP_AVAILABILITY, .way = WAY_OAUTH, .outcome = OUTCOME_HTTP_STATUS, .status = 401, .reason = "Unauthorized",
     .diagnostics = AUDIENCE,
     .text = EWS AUDIENCE " 401: Unauthorized",
     .response_code = "ErrorProxyRequestProcessingFailed", .exception_code = 5016},
    {.name = "a refusal no row knows",
     .step = HOP_AVAILABILITY, .way = WAY_OAUTH, .outcome = OUTCOME_HTTP_STATUS, .status = 401, .reason = "Unauthorized",
     .diagnostics = TENANT,
     .text = EWS "The request failed with HTTP status 401: Unauthorized diagnostics: " TENANT,
     .response_code = "ErrorProxyRequestProcessingFailed", .exception_code = 5016},
    {.name = "untrusted certificate",
     .step = HOP_AUTODISCOVER, .way = WAY_OAUTH, .outcome = OUTCOME_CERTIFICATE_UNTRUSTED,
     .text = EMAIL "System.Net.WebException: " CLOSED "Could not establish trust relationship for the SSL/TLS secure "
                   "channel. ; System.Security.Authentication.AuthenticationException: The remote certificate is "
                   "invalid according to the validation procedure.",
     .response_code = "ErrorAutoDiscoverFailed"},
    {.name = "connection refused",
     .step = HOP_AVAILABILITY, .way = WAY_OAUTH, .outcome = OUTCOME_CONNECTION_REFUSED,
     .text = EWS "System.Net.WebException: Unable to connect to the remote server ; System.Net.Sockets.SocketException: "
                 "No connection could be made because the target machine actively refused it " ADDRESS,
     .response_code = "ErrorProxyRequestProcessingFailed", .exception_code = 5016},
    {.name = "closed without an answer",
     .step = HOP_AVAILABILITY, .way = WAY_OAUTH, .outcome = OUTCOME_CONNECTION_CLOSED,
     .text = EWS "System.Net.WebException: " CLOSED "The connection was closed unexpectedly.",
     .response_code = "ErrorProxyRequestProcessingFailed", .exception_code = 5016},
    {.name = "closed in the handshake",
     .step = HOP_AVAILABILITY, .way = WAY_OAUTH, .outcome = OUTCOME_CLOSED_IN_HANDSHAKE,
     .text = EWS "System.Net.WebException: " CLOSED "An unexpected error occurred on a send. ; System.IO.IOException: "
                 "Authentication failed because the remote party has closed the transport stream.",
     .response_code = "ErrorProxyRequestProcessingFailed", .exception_code = 5016},
    {.name = "no HTTP",
     .step = HOP_AVAILABILITY, .way = WAY_OAUTH, .outcome = OUTCOME_PROTOCOL_VIOLATION,
     .text = EWS "System.Net.WebException: The server committed a protocol violation. Section=ResponseStatusLine",
     .response_code = "ErrorProxyRequestProcessingFailed", .exception_code = 5016},
    {.name = "HTML instead of XML",
     .step = HOP_AVAILABILITY, .way = WAY_OAUTH, .outcome = OUTCOME_CONTENT_TYPE, .status = 200, .type = "text/html",
     .body = "<p>a &amp; b</p>",
     .text = EWS "System.InvalidOperationException: Client found response content type of 'text/html', but expected "
                 "'text/xml'.\r\nThe request failed with the error message:\r\n--\r\n<p>a & b</p>\r\n--.",
     .response_code = "ErrorProxyRequestProcessingFailed", .exception_code = 5016},
    {.name = "500 without a fault",
     .step = HOP_AVAILABILITY, .way = WAY_OAUTH, .outcome = OUTCOME_HTTP_STATUS, .status = 500, .type = "text/html",
     .reason = "Internal Server Error",
     .text = EWS "System.InvalidOperationException: Client found response content type of 'text/html', but expected "
                 "'text/xml'.\r\nThe request failed with an empty response.",
     .response_code = "ErrorProxyRequestProcessingFailed", .exception_code = 5016},
    {.name = "503",
     .step = HOP_AVAILABILITY, .way = WAY_OAUTH, .outcome = OUTCOME_HTTP_STATUS, .status = 503,
     .reason = "Service Unavailable",
     .text = EWS "System.Net.WebException: The request failed with HTTP status 503: Service Unavailable.",
     .response_code = "ErrorProxyRequestProcessingFailed", .exception_code = 5016},
    {.name = "504",
     .step = HOP_AVAILABILITY, .way = WAY_OAUTH, .outcome = OUTCOME_HTTP_STATUS, .status = 504,
     .reason = "Gateway Timeout",
     .text = EWS "The request failed with HTTP status 504: Gateway Timeout. LID: 43532",
     .response_code = "ErrorProxyRequestProcessingFailed", .exception_code = 5016, .lid = 43532},
    {.name = "an ordinary client refused",
     .step = HOP_AVAILABILITY, .way = WAY_CLIENT, .outcome = OUTCOME_HTTP_STATUS, .status = 503, .reason = "Any",
     .text = "The request failed. The remote server returned an error: (503) Server Unavailable."},
    {.name = "an ordinary client answered with an error",
     .step = HOP_AVAILABILITY, .way = WAY_CLIENT, .outcome = OUTCOME_ERROR_RESPONSE, .status = 200,
     .code = "ErrorNoFreeBusyAccess",
     .fault = AVAILABILITY "NoFreeBusyAccessException: No. Name of the server where exception originated: EX01. LID: 40764.",
     .text = AVAILABILITY "NoFreeBusyAccessException: No. Name of the server where exception originated: EX01. LID: 40764.",
     .response_code = "ErrorNoFreeBusyAccess", .lid = 40764},
};

static const char *url_of(enum hop step)
{
    return step == HOP_TOKEN ? STS : step == HOP_AUTODISCOVER ? DISCOVERY_URL : URL;
}

static struct lookup *lookup_of(const struct row *row)
{
    struct lookup *const lookup = lookup_new("ann@contoso.com", "joe@contoso.com");
    struct evidence *const evidence = lookup_add(lookup, row->step, row->step);

    lookup->way = row->way;
    evidence->outcome = row->outcome;
    evidence->http_status = row->status;
    evidence->fault_detail = row->detail;
    evidence_set(&evidence->party, "mail.contoso.com");
    evidence_set(&evidence->url, url_of(row->step));
    evidence_set(&evidence->address, ADDRESS);
    evidence_set(&evidence->reason, row->reason);
    evidence_set(&evidence->fault_code, row->code);
    evidence_set(&evidence->fault_text, row->fault);
    evidence_set(&evidence->fault_setting, row->setting);
    evidence_set(&evidence->body, row->body);
    if (row->diagnostics)
        evidence_add_header(evidence, "X-MS-Diagnostics", row->diagnostics);
    if (row->type)
        evidence_add_header(evidence, "Content-Type", row->type);
    return lookup;
}

static void prints(void **state)
{
    const struct row *const row = *state;
    CLEANUP(lookup_free) struct lookup *lookup = lookup_of(row);

    phrase_lookup(lookup);
    assert_string_equal(lookup->error_text, row->text);
    if (row->response_code)
        assert_string_equal(lookup->response_code, row->response_code);
    else
        assert_null(lookup->response_code);
    assert_int_equal(lookup->exception_code, row->exception_code);
    assert_int_equal(lookup->lid, row->lid);
}

static const struct row *row_named(const char *start)
{
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        if (strncmp(rows[i].name, start, strlen(start)) == 0)
            return &rows[i];
    fail_msg("no row %s", start);
    return NULL;
}

static void message_is(const char *row, const char *expected)
{
    CLEANUP(lookup_free) struct lookup *lookup = lookup_of(row_named(row));
    CLEANUP(cleanup_string) char *text = NULL;

    phrase_lookup(lookup);
    text = phrase_message_text(lookup, "EX01");
    assert_string_equal(text, expected);
}

static void message_text_is_framed(void **state)
{
    (void)state;
    message_is("13", AVAILABILITY "ProxyWebRequestProcessingException: " EWS
                                  "The request failed with HTTP status 403: Forbidden ( The server denied the specified "
                                  "Uniform Resource Locator (URL). Contact the server administrator. ).. Name of the "
                                  "server where exception originated: EX01. LID: 43532.");
    message_is("12", AVAILABILITY "NoFreeBusyAccessException: The caller does not have access to free/busy data.. Name of "
                                  "the server where exception originated: EX01. LID: 47652.");
    message_is("27", AVAILABILITY "ProxyWebRequestProcessingException: " EWS "Response is not well-formed XML.. Name of "
                                  "the server where exception originated: EX01.");
}

static void a_frame_is_not_put_around_a_frame(void **state)
{
    (void)state;
    message_is("an ordinary client answered", AVAILABILITY "NoFreeBusyAccessException: No. Name of the server where "
                                                           "exception originated: EX01. LID: 40764.");
}

static void success_has_no_text(void **state)
{
    CLEANUP(lookup_free) struct lookup *lookup = lookup_of(row_named("13"));

    (void)state;
    phrase_lookup(lookup);
    lookup->ok = true;
    phrase_lookup(lookup);
    assert_null(lookup->error_text);
    assert_null(lookup->response_code);
    assert_int_equal(lookup->lid, 0);
}

static void references_are_decoded(void **state)
{
    const char *const text = "&lt;a&gt; &amp;amp; &#65;&#x42; &eacute; &bogus; &#0; &#x110000; & &;";
    CLEANUP(cleanup_string) char *decoded = entities_decode(text, strlen(text));

    (void)state;
    assert_string_equal(decoded, "<a> &amp; AB \xC3\xA9 &bogus; &#0; &#x110000; & &;");
}

int main(void)
{
    const struct CMUnitTest fixed[] = {
        cmocka_unit_test(message_text_is_framed),
        cmocka_unit_test(a_frame_is_not_put_around_a_frame),
        cmocka_unit_test(success_has_no_text),
        cmocka_unit_test(references_are_decoded),
    };
    struct CMUnitTest table[ARRAY_SIZE(rows)];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        table[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = prints, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests_name("phrase", table, NULL, NULL) +
           cmocka_run_group_tests_name("phrase frames", fixed, NULL, NULL);
}
