/* SPDX-License-Identifier: MIT */
/* The rows of the catalogue about tokens: not to be had, or refused. */
#include "base/cleanup.h"
#include "support/phrase_row.h"

#define AMBIGUOUS                                                                                                      \
    DIAGNOSTICS("2000005", "The user specified by the user-context in the token is ambiguous.", "invalid_user")
#define ABSENT                                                                                                         \
    DIAGNOSTICS("2000005", "The user specified by the user-context in the token does not exist.", "invalid_user")
#define SIGNATURE DIAGNOSTICS("2000000", "The token has an invalid signature.", "invalid_signature")
#define AUDIENCE                                                                                                       \
    DIAGNOSTICS("2000003", "The hostname component of the audience claim value 'https://mail.contoso.com' is invalid", \
                "invalid_resource")
#define SOAP_FAULT_EXCEPTION                                                                                           \
    "Microsoft.Exchange.Net.WSTrust.SoapFaultException: Soap fault exception received. at "                            \
    "Microsoft.Exchange.Net.WSTrust.SecurityTokenService.EndIssueToken(IAsyncResult asyncResult) at " AVAILABILITY     \
    "ExternalAuthenticationRequest.Complete(IAsyncResult asyncResult)"

static const struct phrase_row rows[] = {
    {.name = "06 ambiguous user",
     .step = HOP_AVAILABILITY,
     .way = WAY_OAUTH,
     .outcome = OUTCOME_HTTP_STATUS,
     .status = 401,
     .reason = "Unauthorized",
     .diagnostics = AMBIGUOUS,
     .text = EWS "The request failed with HTTP status 401: Unauthorized diagnostics: " AMBIGUOUS " LID: 43532",
     .response_code = "ErrorProxyRequestProcessingFailed",
     .exception_code = 5016,
     .lid = 43532},
    {.name = "17 missing signing certificate",
     .step = HOP_TOKEN,
     .way = WAY_OAUTH,
     .outcome = OUTCOME_NO_SIGNING_CERTIFICATE,
     .text = "Microsoft.Exchange.Security.OAuth.OAuthTokenRequestFailedException: Missing signing certificate.",
     .response_code = "ErrorProxyRequestProcessingFailed"},
    {.name = "19 stored passwords do not match",
     .step = HOP_TOKEN,
     .way = WAY_DAUTH,
     .outcome = OUTCOME_SOAP_FAULT,
     .status = 500,
     .code = "0x80041012",
     .fault = "The entered and stored passwords do not match.\r\n",
     .text = "Soap fault exception received. The entered and stored passwords do not match.",
     .response_code = "ErrorWin32InteropError"},
    {.name = "20 password has to be changed",
     .step = HOP_TOKEN,
     .way = WAY_DAUTH,
     .outcome = OUTCOME_SOAP_FAULT,
     .status = 500,
     .fault = "The password has to be changed.",
     .text = "Soap fault exception received. The password has to be changed.",
     .response_code = "ErrorWin32InteropError"},
    {.name = "21 provision is needed",
     .step = HOP_TOKEN,
     .way = WAY_DAUTH,
     .outcome = OUTCOME_SOAP_FAULT,
     .status = 500,
     .fault = "Provision is needed before federated account can be logged in.",
     .text = "Soap fault exception received. Provision is needed before federated account can be logged in. "
             "ErrorWin32InteropError",
     .response_code = "ErrorWin32InteropError"},
    {.name = "23 member name",
     .step = HOP_TOKEN,
     .way = WAY_DAUTH,
     .outcome = OUTCOME_SOAP_FAULT,
     .status = 500,
     .code = "0x80041034",
     .fault = "The specified member name is either invalid or empty.",
     .body = "<E><Body><S:Fault xmlns:S=\"urn:x\"><S:Code>c&#13;</S:Code></S:Fault></Body></E>",
     .text = "<S:Fault xmlns:S=\"urn:x\"><S:Code>c</S:Code></S:Fault> " SOAP_FAULT_EXCEPTION,
     .response_code = "ErrorWin32InteropError"},
    {.name = "23 without the answer",
     .step = HOP_TOKEN,
     .way = WAY_DAUTH,
     .outcome = OUTCOME_SOAP_FAULT,
     .status = 500,
     .code = "0x80041034",
     .fault = "The specified member name is either invalid or empty.",
     .text = "The specified member name is either invalid or empty. " SOAP_FAULT_EXCEPTION,
     .response_code = "ErrorWin32InteropError"},
    {.name = "25 invalid signature prints a plain 401",
     .step = HOP_AVAILABILITY,
     .way = WAY_OAUTH,
     .outcome = OUTCOME_HTTP_STATUS,
     .status = 401,
     .reason = "Unauthorized",
     .diagnostics = SIGNATURE,
     .text = EWS "System.Net.WebException: The request failed with HTTP status 401: Unauthorized." EWS_CALLS,
     .response_code = "ErrorProxyRequestProcessingFailed",
     .exception_code = 5016},
    {.name = "26 key not found at the token service",
     .step = HOP_TOKEN,
     .way = WAY_OAUTH,
     .outcome = OUTCOME_ERROR_RESPONSE,
     .status = 401,
     .code = "invalid_client",
     .fault = "AADSTS70002: Error validating credentials. AADSTS50012: Client assertion contains an invalid signature.",
     .text = "Unable to get token from Auth Server. Error code: 'invalid_client'. Description: 'AADSTS70002: Error "
             "validating credentials. AADSTS50012: Client assertion contains an invalid signature.'.",
     .response_code = "ErrorProxyRequestProcessingFailed"},
    {.name = "28 token service unreachable",
     .step = HOP_TOKEN,
     .way = WAY_DAUTH,
     .outcome = OUTCOME_CONNECT_TIMEOUT,
     .text = "Failed to communicate with " STS "., inner exception: Unable to connect to the remote server",
     .response_code = "ErrorWin32InteropError"},
    {.name = "33 user does not exist",
     .step = HOP_AVAILABILITY,
     .way = WAY_OAUTH,
     .outcome = OUTCOME_HTTP_STATUS,
     .status = 401,
     .reason = "Unauthorized",
     .diagnostics = ABSENT,
     .text = EWS ABSENT ". 401: Unauthorized",
     .response_code = "ErrorProxyRequestProcessingFailed",
     .exception_code = 5016},
    {.name = "34 audience",
     .step = HOP_AVAILABILITY,
     .way = WAY_OAUTH,
     .outcome = OUTCOME_HTTP_STATUS,
     .status = 401,
     .reason = "Unauthorized",
     .diagnostics = AUDIENCE,
     .text = EWS AUDIENCE " 401: Unauthorized",
     .response_code = "ErrorProxyRequestProcessingFailed",
     .exception_code = 5016},
};

int main(void)
{
    return phrase_rows_run("phrase of tokens", rows, ARRAY_SIZE(rows));
}
