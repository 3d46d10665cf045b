/* SPDX-License-Identifier: MIT */
/* One row for each outcome: class and message of the exception that .NET throws. */
#include "wire_text.h"
#include "base/cleanup.h"

#define WEB "System.Net.WebException"
#define INVALID "System.InvalidOperationException"
#define SOAP "System.Web.Services.Protocols."
#define CLOSED "The underlying connection was closed: "
#define FORCED "An existing connection was forcibly closed by the remote host"
#define UNREADABLE "Unable to read data from the transport connection: " FORCED
#define SOCKET "System.Net.Sockets.SocketException: "
#define ECHO_BODY "The request failed with the error message:\r\n--\r\n{body}\r\n--."
#define ECHO_NOTHING "The request failed with an empty response."
#define WITH_STATUS "The request failed with HTTP status {status}: {reason}."
#define WRONG_TYPE "Client found response content type of '{type}', but expected 'text/xml'.\r\n"

static bool has_no_body(const struct evidence *evidence)
{
    return !evidence->body || !*evidence->body;
}

static bool is_redirect(const struct evidence *evidence)
{
    return evidence->http_status >= 300 && evidence->http_status < 400;
}

static bool is_empty_redirect(const struct evidence *evidence)
{
    return is_redirect(evidence) && has_no_body(evidence);
}

static bool is_bad_request(const struct evidence *evidence)
{
    return evidence->http_status == 400;
}

/* 500 is the status of SOAP faults, so .NET looks at the content type and never prints the number. */
static bool is_fault_status(const struct evidence *evidence)
{
    return evidence->http_status == 500;
}

static bool is_empty_fault_status(const struct evidence *evidence)
{
    return is_fault_status(evidence) && has_no_body(evidence);
}

static bool has_detail(const struct evidence *evidence)
{
    return evidence->fault_detail;
}

/* The first row that fits. Separators between levels are those of the published texts, which differ. */
static const struct wire_text texts[] = {
    {OUTCOME_NAME_NOT_RESOLVED, NULL, WEB, "The remote name could not be resolved: '{host}'", ""},
    {OUTCOME_CONNECT_TIMEOUT, NULL, WEB, "Unable to connect to the remote server",
     " ; " SOCKET "A connection attempt failed because the connected party did not properly respond after a period of "
     "time, or established connection failed because connected host has failed to respond {address} at "
     "System.Net.Sockets.Socket.EndConnect(IAsyncResult asyncResult)"},
    {OUTCOME_CONNECTION_REFUSED, NULL, WEB, "Unable to connect to the remote server",
     " ; " SOCKET "No connection could be made because the target machine actively refused it {address}"},
    {OUTCOME_RESET_IN_HANDSHAKE, NULL, WEB, CLOSED "An unexpected error occurred on a send.",
     " ; System.IO.IOException: " UNREADABLE " " SOCKET FORCED},
    {OUTCOME_CLOSED_IN_HANDSHAKE, NULL, WEB, CLOSED "An unexpected error occurred on a send.",
     " ; System.IO.IOException: Authentication failed because the remote party has closed the transport stream."},
    {OUTCOME_TLS_ALERT, NULL, WEB, "The request was aborted: Could not create SSL/TLS secure channel.", ""},
    {OUTCOME_TLS_FAILED, NULL, WEB, "The request was aborted: Could not create SSL/TLS secure channel.", ""},
    {OUTCOME_CERTIFICATE_UNTRUSTED, NULL, WEB,
     CLOSED "Could not establish trust relationship for the SSL/TLS secure channel.",
     " ; System.Security.Authentication.AuthenticationException: The remote certificate is invalid according to the "
     "validation procedure."},
    {OUTCOME_CERTIFICATE_MISNAMED, NULL, WEB,
     CLOSED "Could not establish trust relationship for the SSL/TLS secure channel.",
     " ; System.Security.Authentication.AuthenticationException: The remote certificate is invalid according to the "
     "validation procedure."},
    {OUTCOME_CONNECTION_RESET, NULL, WEB, CLOSED "An unexpected error occurred on a receive.",
     " System.IO.IOException: " UNREADABLE ". " SOCKET FORCED},
    {OUTCOME_CONNECTION_CLOSED, NULL, WEB, CLOSED "The connection was closed unexpectedly.", ""},
    {OUTCOME_RESPONSE_RESET, NULL, "System.IO.IOException", UNREADABLE ".", " " SOCKET FORCED},
    {OUTCOME_RESPONSE_CUT, NULL, WEB, CLOSED "The connection was closed unexpectedly.", ""},
    {OUTCOME_TIMEOUT, NULL, WEB, "The operation has timed out", ""},
    {OUTCOME_PROTOCOL_VIOLATION, NULL, WEB, "The server committed a protocol violation. Section=ResponseStatusLine",
     ""},
    {OUTCOME_HTTP_STATUS, is_empty_redirect, WEB, ECHO_NOTHING, ""},
    {OUTCOME_HTTP_STATUS, is_redirect, WEB, ECHO_BODY, ""},
    {OUTCOME_HTTP_STATUS, is_empty_fault_status, INVALID, WRONG_TYPE ECHO_NOTHING, ""},
    {OUTCOME_HTTP_STATUS, is_fault_status, INVALID, WRONG_TYPE ECHO_BODY, ""},
    {OUTCOME_HTTP_STATUS, NULL, WEB, WITH_STATUS, ""},
    {OUTCOME_CONTENT_TYPE, is_bad_request, WEB, WITH_STATUS, ""},
    {OUTCOME_CONTENT_TYPE, has_no_body, INVALID, WRONG_TYPE ECHO_NOTHING, ""},
    {OUTCOME_CONTENT_TYPE, NULL, INVALID, WRONG_TYPE ECHO_BODY, ""},
    {OUTCOME_NOT_XML, NULL, INVALID, "Response is not well-formed XML.", ""},
    {OUTCOME_UNEXPECTED_ANSWER, NULL, INVALID, "There is an error in XML document.", ""},
    {OUTCOME_SOAP_FAULT, has_detail, SOAP "SoapException", "{fault}", ""},
    {OUTCOME_SOAP_FAULT, NULL, SOAP "SoapHeaderException", "{fault}", ""},
};

static const struct wire_text own_words = {OUTCOME_ERROR_RESPONSE, NULL, "", "{fault}", ""};

const struct wire_text *wire_text(const struct evidence *evidence)
{
    for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
        if (texts[i].outcome == evidence->outcome && (!texts[i].when || texts[i].when(evidence)))
            return &texts[i];
    return &own_words;
}

static const struct status_row {
    int status;
    const char *name;
} statuses[] = {
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

const char *status_name(const struct evidence *evidence)
{
    for (size_t i = 0; i < ARRAY_SIZE(statuses); i++)
        if (statuses[i].status == evidence->http_status)
            return statuses[i].name;
    return evidence->reason ? evidence->reason : "";
}
