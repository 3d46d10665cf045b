/* SPDX-License-Identifier: MIT */
/* What a Test- cmdlet prints of an exception: .NET's HttpWebRequest names the status where the SOAP client names it
 * otherwise, and Exchange adds what it knows of the token. */
#include "phrase.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "template.h"
#include "vocabulary/exchange_names.h"

#define STATUS "System.Net.WebException: The remote server returned an error: ({status}) {name}."
#define TOKEN_FAILED "Microsoft.Exchange.Security.OAuth.OAuthTokenRequestFailedException"

static bool has_diagnostics(const struct evidence *record)
{
    return evidence_header(record, HEADER_DIAGNOSTICS) != NULL;
}

static bool is_of_gateway(const struct evidence *record)
{
    return record->hop == HOP_TOKEN;
}

static bool has_status(const struct evidence *record)
{
    return record->http_status >= 400;
}

/* The first that fits. "Boolean reloadConfig" ends the stack's last line, which the published text keeps. */
static const struct {
    enum outcome outcome; /* OUTCOME_COUNT: any */
    bool (*when)(const struct evidence *record);
    const char *text;
} sentences[] = {
    {OUTCOME_NO_SIGNING_CERTIFICATE, NULL, TOKEN_FAILED ": {fault}"},
    {OUTCOME_NO_FEDERATION_TRUST, NULL, "{fault}"},
    {OUTCOME_RECIPIENT_NOT_FOUND, NULL, "{fault}"},
    {OUTCOME_RELATIONSHIP_UNUSABLE, NULL, "{fault}"},
    {OUTCOME_ERROR_RESPONSE, NULL, "{fault}"},
    {OUTCOME_SOAP_FAULT, is_of_gateway,
     "Microsoft.Exchange.Net.WSTrust.SoapFaultException: Soap fault exception received. {fault}"},
    {OUTCOME_HTTP_STATUS, has_diagnostics, STATUS " Boolean reloadConfig, diagnostics: {diagnostics}"},
    {OUTCOME_COUNT, has_status, STATUS},
    {OUTCOME_COUNT, NULL, "{class}: {message}{inner}"},
};

static char *phrase(const struct lookup *lookup, const struct evidence *record)
{
    size_t i = 0;

    while ((sentences[i].outcome != OUTCOME_COUNT && sentences[i].outcome != record->outcome) ||
           (sentences[i].when && !sentences[i].when(record)))
        i++;
    return template_fill(sentences[i].text, lookup, record);
}

/* The refusal of a token; the look-up went on without one. */
static const struct evidence *refused_token(const struct lookup *lookup)
{
    const struct evidence *refused = NULL;

    for (size_t i = 0; i < lookup->evidence_count; i++)
        if (lookup->evidence[i].hop == HOP_TOKEN)
            refused = lookup->evidence[i].outcome == OUTCOME_OK ? NULL : &lookup->evidence[i];
    return refused;
}

/* As the token service worded it, behind what the endpoint then said. */
static void add_refusal(struct lookup *lookup, const struct evidence *token)
{
    CLEANUP(cleanup_string)
    char *refusal = template_fill("Error:Unable to get token from Auth Server. Error code: '{code}'. Description: "
                                  "'{fault}'.",
                                  lookup, token);
    CLEANUP(cleanup_string) char *text = TAKE(lookup->error_text);

    lookup->error_text = text_format("%s\n%s", text, refusal);
}

void phrase_web_request(struct lookup *lookup)
{
    const struct evidence *failure = lookup->ok ? NULL : lookup_failure(lookup);
    const struct evidence *token = lookup->way == WAY_OAUTH ? refused_token(lookup) : NULL;

    evidence_set(&lookup->error_text, NULL);
    if (!failure)
        return;
    if (token && token->outcome == OUTCOME_NO_SIGNING_CERTIFICATE)
        failure = token;
    lookup->error_text = phrase(lookup, failure);
    if (token && token->outcome == OUTCOME_ERROR_RESPONSE)
        add_refusal(lookup, token);
}
