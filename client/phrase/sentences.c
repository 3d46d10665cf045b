/* SPDX-License-Identifier: MIT */
/* The published sentences, first row that fits. */
#include "sentences.h"
#include "base/cleanup.h"
#include "base/text.h"
#include "vocabulary/exchange_names.h"

#define AVAILABILITY "Microsoft.Exchange.InfoWorker.Common.Availability."
#define PROXY AVAILABILITY "ProxyWebRequestProcessingException", "ErrorProxyRequestProcessingFailed", 5016
#define DISCOVERY AVAILABILITY "AutoDiscoverFailedException", "ErrorAutoDiscoverFailed", 0
#define NOT_FOUND AVAILABILITY "MailRecipientNotFoundException", "ErrorMailRecipientNotFound", 5009
#define TOKEN_FAILED "Microsoft.Exchange.Security.OAuth.OAuthTokenRequestFailedException"
#define TOKEN TOKEN_FAILED, "ErrorProxyRequestProcessingFailed", 0
#define TRUST "Microsoft.Exchange.Net.WSTrust.SoapFaultException", "ErrorWin32InteropError", 0

#define EWS "Proxy web request failed. , inner exception: "
#define EMAIL "Autodiscover failed for email address {email} with error "
#define CHAIN "{class}: {message}{inner}"
#define STATUS "The request failed with HTTP status {status}: {reason}"
#define NO_CONTACT "Failed to communicate with {url}., inner exception: "

/* Where .NET was, as published behind the texts of rows 3 and 10. */
#define READ_STACK                                                                                                     \
    " at System.Web.Services.Protocols.SoapHttpClientProtocol.ReadResponse(SoapClientMessage message, WebResponse "    \
    "response, Stream responseStream, Boolean asyncCall) at "                                                          \
    "System.Web.Services.Protocols.SoapHttpClientProtocol.EndInvoke(IAsyncResult asyncResult)"
#define EWS_STACK                                                                                                      \
    READ_STACK " at " AVAILABILITY "Proxy.Service.EndGetUserAvailability(IAsyncResult asyncResult) at " AVAILABILITY   \
               "FreeBusyApplication.EndProxyWebRequest(ProxyWebRequest proxyWebRequest, QueryList queryList, "         \
               "IService service, IAsyncResult asyncResult) at " AVAILABILITY                                          \
               "ProxyWebRequest.EndInvoke(IAsyncResult asyncResult) at " AVAILABILITY                                  \
               "AsyncWebRequest.EndInvokeWithErrorHandling"

#define ANY_STEP HOP_COUNT
#define ANY_WAY WAY_COUNT
#define ANY OUTCOME_COUNT

/* Published texts of the availability step name the .NET class where no LID is published, and leave it out where
 * one is: two ways of printing the same exception. */
static const struct sentence sentences[] = {
    /* Ours: nothing is printed where the times are wrong. */
    {ANY_STEP, ANY_WAY, OUTCOME_SHIFTED_TIMES, 0, NULL, "{fault}", NULL, NULL, 0, 0},
    {ANY_STEP, ANY_WAY, OUTCOME_OTHER_TIMES, 0, NULL, "{fault}", NULL, NULL, 0, 0},

    /* Outlook; the number is MAPI's "not found". */
    {ANY_STEP, WAY_CLIENT, OUTCOME_STOPPED_AT_PROXY, 0, NULL,
     "No information. No free/busy information could be retrieved. Your server location could not be determined. "
     "Contact your administrator.",
     NULL, NULL, 0, 0},
    {ANY_STEP, WAY_CLIENT, OUTCOME_NO_URL, 0, NULL, "Failed to get ASURL. Error 8004010F", NULL, NULL, 0, 0},

    /* An ordinary client prints what the server wrote, or what its own library says. */
    {ANY_STEP, WAY_CLIENT, OUTCOME_ERROR_RESPONSE, 0, NULL, "{fault}", NULL, "{code}", 0, 0},
    {ANY_STEP, WAY_CLIENT, OUTCOME_SOAP_FAULT, 0, NULL, "The request failed. {fault}", NULL, "{code}", 0, 0},
    {ANY_STEP, WAY_CLIENT, OUTCOME_LOG_ON_REFUSED, 0, NULL,
     "The request failed. The remote server returned an error: ({status}) {name}.", NULL, NULL, 0, 0},
    {ANY_STEP, WAY_CLIENT, OUTCOME_HTTP_STATUS, 0, NULL,
     "The request failed. The remote server returned an error: ({status}) {name}.", NULL, NULL, 0, 0},
    {ANY_STEP, WAY_CLIENT, ANY, 0, NULL, "The request failed. {message}", NULL, NULL, 0, 0},

    {HOP_ROUTE, ANY_WAY, OUTCOME_RECIPIENT_NOT_FOUND, 0, NULL,
     "Unable to resolve e-mail address {email} to an Active Directory object.", NOT_FOUND, 57660},
    {HOP_ROUTE, ANY_WAY, OUTCOME_NO_ROUTE, 0, NULL,
     "Configuration information for forest/domain {party} could not be found in Active Directory.",
     AVAILABILITY "AddressSpaceNotFoundException", "ErrorAddressSpaceNotFound", 0, 47932},
    {HOP_ROUTE, ANY_WAY, OUTCOME_RELATIONSHIP_UNUSABLE, 0, NULL,
     "The mail recipient is not found in Active Directory., inner exception: " AVAILABILITY
     "InvalidOrganizationRelationshipForRequestDispatcherException: The organization relationship {party} can't be "
     "used. Please confirm that the organization relationship is configured correctly.",
     NOT_FOUND, 0},
    {ANY_STEP, ANY_WAY, OUTCOME_NO_FEDERATION_TRUST, 0, NULL, "{fault}",
     "Microsoft.Exchange.Data.Directory.InvalidFederatedOrganizationIdException", "ErrorInvalidFederatedOrganizationId",
     0, 0},
    /* Ours: what delegated authentication says of it is not published. */
    {HOP_TOKEN, WAY_DAUTH, OUTCOME_NO_SIGNING_CERTIFICATE, 0, NULL, "{fault}", NULL, NULL, 0, 0},
    {ANY_STEP, ANY_WAY, OUTCOME_NO_SIGNING_CERTIFICATE, 0, NULL, TOKEN_FAILED ": Missing signing certificate.", TOKEN,
     0},

    /* The source's own timer covers every hop. A test of the token request alone prints the first line, too. */
    {HOP_TOKEN, ANY_WAY, OUTCOME_TIMEOUT, 0, NULL,
     "The request timed out\r\nRequest could not be processed in time. Timeout occurred during "
     "'Waiting-For-Request-Completion'.",
     AVAILABILITY "TimeoutExpiredException", "ErrorTimeoutExpired", 0, 43404},
    {ANY_STEP, ANY_WAY, OUTCOME_TIMEOUT, 0, NULL,
     "Request could not be processed in time. Timeout occurred during 'Waiting-For-Request-Completion'.",
     AVAILABILITY "TimeoutExpiredException", "ErrorTimeoutExpired", 0, 43404},

    {HOP_TOKEN, WAY_DAUTH, OUTCOME_SOAP_FAULT, 0, "Provision is needed",
     "Soap fault exception received. {fault} ErrorWin32InteropError", TRUST, 0},
    {HOP_TOKEN, WAY_DAUTH, OUTCOME_SOAP_FAULT, 0, "0x80041034",
     "{fault-xml} Microsoft.Exchange.Net.WSTrust.SoapFaultException: Soap fault exception received. at "
     "Microsoft.Exchange.Net.WSTrust.SecurityTokenService.EndIssueToken(IAsyncResult asyncResult) at " AVAILABILITY
     "ExternalAuthenticationRequest.Complete(IAsyncResult asyncResult)",
     TRUST, 0},
    {HOP_TOKEN, WAY_DAUTH, OUTCOME_SOAP_FAULT, 0, NULL, "Soap fault exception received. {fault}", TRUST, 0},
    {HOP_TOKEN, WAY_DAUTH, OUTCOME_HTTP_STATUS, 0, NULL,
     NO_CONTACT "The remote server returned an error: ({status}) {name}.", NULL, "ErrorWin32InteropError", 0, 0},
    {HOP_TOKEN, WAY_DAUTH, ANY, 0, NULL, NO_CONTACT "{message}", NULL, "ErrorWin32InteropError", 0, 0},
    {HOP_TOKEN, ANY_WAY, OUTCOME_ERROR_RESPONSE, 0, NULL,
     "Unable to get token from Auth Server. Error code: '{code}'. Description: '{fault}'.", TOKEN, 0},
    {HOP_TOKEN, ANY_WAY, ANY, 0, NULL, CHAIN, TOKEN, 0},

    {HOP_AUTODISCOVER, WAY_ADDRESS_SPACE, OUTCOME_ERROR_RESPONSE, 0, NULL,
     EMAIL AVAILABILITY "AutoDiscoverFailedException: {fault}. The request information is Discovery URL : {url}, "
                        "EmailAddress : SMTP:{email}",
     DISCOVERY, 0},
    {HOP_AUTODISCOVER, WAY_ADDRESS_SPACE, ANY, 0, NULL,
     EMAIL AVAILABILITY "AutoDiscoverFailedException: {message}. The request information is Discovery URL : {url}, "
                        "EmailAddress : SMTP:{email} " CHAIN,
     DISCOVERY, 0},
    {HOP_AUTODISCOVER, ANY_WAY, OUTCOME_ERROR_RESPONSE, 0, NULL,
     EMAIL AVAILABILITY
     "AutoDiscoverInvalidUserException: The response from the Autodiscover service at '{url}' failed "
     "due to an error in user setting '{setting}'. Error message: {code}.",
     AVAILABILITY "AutoDiscoverInvalidUserException", "ErrorAutoDiscoverFailed", 0, 33676},
    {HOP_AUTODISCOVER, ANY_WAY, OUTCOME_NAME_NOT_RESOLVED, 0, NULL,
     "Autodiscover failed for E-Mail Address {email} with error " CHAIN, DISCOVERY, 0},
    {HOP_AUTODISCOVER, ANY_WAY, OUTCOME_HTTP_STATUS, 401, "token does not exist",
     EMAIL "{diagnostics}. 401: Unauthorized", DISCOVERY, 0},
    {HOP_AUTODISCOVER, ANY_WAY, OUTCOME_HTTP_STATUS, 401, "error_category=\"invalid_resource\"",
     EMAIL "{diagnostics} 401: Unauthorized", DISCOVERY, 0},
    {HOP_AUTODISCOVER, ANY_WAY, OUTCOME_HTTP_STATUS, 401, "error_category=\"invalid_signature\"", EMAIL CHAIN,
     DISCOVERY, 0},
    {HOP_AUTODISCOVER, ANY_WAY, OUTCOME_HTTP_STATUS, 401,
     ";reason=", EMAIL "System.Net.WebException: " STATUS " diagnostics: {diagnostics}", DISCOVERY, 0},
    {HOP_AUTODISCOVER, ANY_WAY, OUTCOME_SOAP_FAULT, 0, "verifying security for the message", EMAIL CHAIN READ_STACK,
     DISCOVERY, 0},
    {HOP_AUTODISCOVER, ANY_WAY, ANY, 0, NULL, EMAIL CHAIN, DISCOVERY, 0},

    {HOP_AVAILABILITY, ANY_WAY, OUTCOME_HTTP_STATUS, 401, "token is ambiguous",
     EWS STATUS " diagnostics: {diagnostics}", PROXY, 43532},
    {HOP_AVAILABILITY, ANY_WAY, OUTCOME_HTTP_STATUS, 401, "token does not exist",
     EWS "{diagnostics}. 401: Unauthorized", PROXY, 0},
    {HOP_AVAILABILITY, ANY_WAY, OUTCOME_HTTP_STATUS, 401, "error_category=\"invalid_resource\"",
     EWS "{diagnostics} 401: Unauthorized", PROXY, 0},
    {HOP_AVAILABILITY, ANY_WAY, OUTCOME_HTTP_STATUS, 401, "error_category=\"invalid_signature\"", EWS CHAIN EWS_STACK,
     PROXY, 0},
    {HOP_AVAILABILITY, ANY_WAY, OUTCOME_HTTP_STATUS, 401, ";reason=", EWS STATUS " diagnostics: {diagnostics}", PROXY,
     0},
    {HOP_AVAILABILITY, ANY_WAY, OUTCOME_HTTP_STATUS, 401, NULL, EWS CHAIN EWS_STACK, PROXY, 0},
    {HOP_AVAILABILITY, ANY_WAY, OUTCOME_HTTP_STATUS, 403, NULL, EWS STATUS ".", PROXY, 43532},
    {HOP_AVAILABILITY, ANY_WAY, OUTCOME_HTTP_STATUS, 504, NULL, EWS STATUS ".", PROXY, 43532},
    {HOP_AVAILABILITY, ANY_WAY, OUTCOME_RESET_IN_HANDSHAKE, 0, NULL, EWS CHAIN, PROXY, 43532},
    {HOP_AVAILABILITY, ANY_WAY, OUTCOME_NOT_XML, 0, NULL, EWS "{message}", PROXY, 0},
    {HOP_AVAILABILITY, ANY_WAY, OUTCOME_SOAP_FAULT, 0, "An internal server error occurred", EWS "{fault}", PROXY,
     59916},
    {HOP_AVAILABILITY, ANY_WAY, OUTCOME_SOAP_FAULT, 0, "processing the security tokens", EWS "{fault}", PROXY, 59916},
    {HOP_AVAILABILITY, ANY_WAY, OUTCOME_SOAP_FAULT, 0, "explicit local mailbox in the header", EWS "{fault}", PROXY, 0},
    {HOP_AVAILABILITY, ANY_WAY, OUTCOME_ERROR_RESPONSE, 0, "ErrorNoFreeBusyAccess",
     AVAILABILITY "NoFreeBusyAccessException: {fault}", AVAILABILITY "NoFreeBusyAccessException", "{code}", 5037,
     47652},
    {HOP_AVAILABILITY, ANY_WAY, OUTCOME_ERROR_RESPONSE, 0, "ErrorMailRecipientNotFound", "{fault}", NOT_FOUND, 57660},
    {HOP_AVAILABILITY, ANY_WAY, OUTCOME_ERROR_RESPONSE, 0, "ErrorResultSetTooBig", "{fault}",
     AVAILABILITY "ResultSetTooBigException", "{code}", 5006, 54796},
    {HOP_AVAILABILITY, ANY_WAY, OUTCOME_ERROR_RESPONSE, 0, "ErrorProxyRequestNotAllowed", "{fault}",
     AVAILABILITY "CrossOrganizationProxyNotAllowedForExternalOrganizationException", "{code}", 0, 39660},
    {HOP_AVAILABILITY, ANY_WAY, OUTCOME_ERROR_RESPONSE, 0, "ErrorInvalidSmtpAddress", "{fault}",
     AVAILABILITY "InvalidSmtpAddressException", "{code}", 5035, 0},
    {HOP_AVAILABILITY, ANY_WAY, OUTCOME_ERROR_RESPONSE, 0, NULL, "{fault}", NULL, "{code}", 0, 0},
    {ANY_STEP, ANY_WAY, ANY, 0, NULL, EWS CHAIN, PROXY, 0},
};

static bool says(const struct evidence *evidence, const char *part)
{
    return !part || text_contains(evidence_header(evidence, HEADER_DIAGNOSTICS), part) ||
           text_contains(evidence->fault_code, part) || text_contains(evidence->fault_text, part);
}

/* Who asks the own organisation is its client; only the answer of the availability service has Exchange's own words. */
static bool way_fits(enum way way, const struct lookup *lookup, const struct evidence *evidence)
{
    const bool client =
        lookup->way == WAY_LOCAL && evidence->hop != HOP_ROUTE && evidence->outcome != OUTCOME_ERROR_RESPONSE;

    return way == ANY_WAY || way == (client ? WAY_CLIENT : lookup->way);
}

static bool applies(const struct sentence *sentence, const struct lookup *lookup, const struct evidence *evidence)
{
    return (sentence->step == ANY_STEP || sentence->step == evidence->step) &&
           way_fits(sentence->way, lookup, evidence) &&
           (sentence->outcome == ANY || sentence->outcome == evidence->outcome) &&
           (sentence->status == 0 || sentence->status == evidence->http_status) && says(evidence, sentence->says);
}

const struct sentence *sentence_find(const struct lookup *lookup, const struct evidence *evidence)
{
    size_t i = 0;

    while (i + 1 < ARRAY_SIZE(sentences) && !applies(&sentences[i], lookup, evidence))
        i++;
    return &sentences[i];
}
