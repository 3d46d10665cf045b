/* SPDX-License-Identifier: MIT */
/* The table of the gateway's errors and the SOAP faults they make. */
#include "sts_fault.h"

#include "base/memory.h"
#include "base/text.h"
#include "vocabulary/exchange_names.h"

#include <stdio.h>
#include <stdlib.h>

#define FAULT_STATUS 500 /* not documented; what WS-Trust services answer by habit */
#define UNAUTHENTICATED "0x80048800"
#define BAD_MEMBER_NAME_OR_PASSWORD "0x80048821"
#define MUST_CHANGE_PASSWORD "0x80048827"
#define PARTNER_NOT_FOUND "0x8004882A"
#define SERVER_ERROR "0x80048820"

/* The texts of the five states of a user are documented, and so are both numbers of a wrong password and of a bad
 * member name. Where no document shows the inner number it is left out; an outer number without a document of its own
 * is the general one. The refusals that concern organisations are worded by us. */
static const struct {
    const char *subcode, *reason;
    const char *value, *code, *text;
} table[STS_REFUSAL_COUNT] = {
    [STS_BAD_REQUEST] = {"InvalidRequest", "Invalid Request", SERVER_ERROR, NULL,
                         "The request was not a request for a token."},
    [STS_UNKNOWN_ORGANIZATION] = {"FailedAuthentication", "Authentication Failure", UNAUTHENTICATED, NULL,
                                  "The organization that asks could not be authenticated."},
    [STS_UNKNOWN_TARGET] = {"InvalidScope", "Invalid Scope", PARTNER_NOT_FOUND, NULL,
                            "The organization that the token is for is not known."},
    [STS_MEMBER_NAME] = {"FailedAuthentication", "Authentication Failure", BAD_MEMBER_NAME_OR_PASSWORD, "0x80041034",
                         "The specified member name is either invalid or empty."},
    [STS_PASSWORD_MISMATCH] = {"FailedAuthentication", "Authentication Failure", BAD_MEMBER_NAME_OR_PASSWORD,
                               "0x80041012", "The entered and stored passwords do not match."},
    [STS_MUST_CHANGE_PASSWORD] = {"FailedAuthentication", "Authentication Failure", MUST_CHANGE_PASSWORD, NULL,
                                  "The password has to be changed."},
    [STS_PASSWORD_EXPIRED] = {"FailedAuthentication", "Authentication Failure", BAD_MEMBER_NAME_OR_PASSWORD, NULL,
                              "The password for the account has expired"},
    [STS_NOT_PROVISIONED] = {"FailedAuthentication", "Authentication Failure", BAD_MEMBER_NAME_OR_PASSWORD, NULL,
                             "Provision is needed before federated account can be logged in."},
    [STS_UNAVAILABLE] = {"RequestFailed", "Request Failed", SERVER_ERROR, NULL, "The service cannot issue tokens."},
};

static void put_head(FILE *output, enum sts_refusal refusal)
{
    fprintf(output,
            "<?xml version=\"1.0\" encoding=\"utf-8\" ?><S:Envelope xmlns:S=\"" NS_SOAP12 "\" xmlns:wst=\"" NS_TRUST
            "\"><S:Header><psf:pp xmlns:psf=\"" NS_PSF
            "\"><psf:serverVersion>1</psf:serverVersion><psf:authstate>" UNAUTHENTICATED
            "</psf:authstate><psf:reqstatus>%s</psf:reqstatus></psf:pp></S:Header>",
            table[refusal].value);
}

/* The text ends in CR LF, as character references, which survive the parser. */
static void put_detail(FILE *output, enum sts_refusal refusal)
{
    fprintf(output, "<S:Detail><psf:error xmlns:psf=\"" NS_PSF "\"><psf:value>%s</psf:value><psf:internalerror>",
            table[refusal].value);
    if (table[refusal].code)
        fprintf(output, "<psf:code>%s</psf:code>", table[refusal].code);
    fprintf(output, "<psf:text>%s&#x000D;&#x000A;</psf:text></psf:internalerror></psf:error></S:Detail>",
            table[refusal].text);
}

void sts_fault(struct answer *answer, enum sts_refusal refusal)
{
    char *body = NULL;
    size_t length;
    FILE *output = text_stream(&body, &length);

    put_head(output, refusal);
    fprintf(
        output,
        "<S:Body><S:Fault><S:Code><S:Value>S:Sender</S:Value><S:Subcode><S:Value>wst:%s</S:Value></S:Subcode></S:Code>"
        "<S:Reason><S:Text xml:lang=\"en-US\">%s</S:Text></S:Reason>",
        table[refusal].subcode, table[refusal].reason);
    put_detail(output, refusal);
    fputs("</S:Fault></S:Body></S:Envelope>", output);
    text_stream_close(output);
    answer_take(answer, FAULT_STATUS, "application/soap+xml; charset=utf-8", body, length);
}
