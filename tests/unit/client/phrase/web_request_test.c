/* SPDX-License-Identifier: MIT */
/* What Test- cmdlets print of a check that failed. */
#include "base/cleanup.h"
#include "base/text.h"
#include "phrase/phrase.h"
#include "support/phrase_row.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#define WEB "System.Net.WebException: "
#define SIGNATURE DIAGNOSTICS("2000000", "The token has an invalid signature.", "invalid_signature")
#define UNAUTHORIZED WEB "The remote server returned an error: (401) Unauthorized."

/* The end of the check, and what became of the request for a token before it. */
struct row {
    const char *name;
    struct phrase_row end;
    enum outcome token;
    const char *text;
};

static const struct row rows[] = {
    {"a status",
     {.step = HOP_AVAILABILITY, .way = WAY_OAUTH, .outcome = OUTCOME_HTTP_STATUS, .status = 401},
     OUTCOME_OK,
     UNAUTHORIZED},
    {"a status with a reason",
     {.step = HOP_AVAILABILITY,
      .way = WAY_OAUTH,
      .outcome = OUTCOME_HTTP_STATUS,
      .status = 401,
      .diagnostics = SIGNATURE},
     OUTCOME_OK,
     UNAUTHORIZED " Boolean reloadConfig, diagnostics: " SIGNATURE},
    {"a fault is a status",
     {.step = HOP_AVAILABILITY,
      .way = WAY_OAUTH,
      .outcome = OUTCOME_SOAP_FAULT,
      .status = 500,
      .fault = "An internal server error occurred."},
     OUTCOME_OK,
     WEB "The remote server returned an error: (500) Internal Server Error."},
    {"nothing to sign with",
     {.step = HOP_AUTODISCOVER, .way = WAY_OAUTH, .outcome = OUTCOME_HTTP_STATUS, .status = 401},
     OUTCOME_NO_SIGNING_CERTIFICATE,
     "Microsoft.Exchange.Security.OAuth.OAuthTokenRequestFailedException: Missing."},
    {"a token refused",
     {.step = HOP_AUTODISCOVER, .way = WAY_OAUTH, .outcome = OUTCOME_HTTP_STATUS, .status = 401},
     OUTCOME_ERROR_RESPONSE,
     UNAUTHORIZED "\nError:Unable to get token from Auth Server. Error code: 'code'. Description: 'Missing.'."},
    {"a gateway's fault",
     {.step = HOP_TOKEN, .way = WAY_DAUTH, .outcome = OUTCOME_SOAP_FAULT, .status = 500, .fault = "No. \r\n"},
     OUTCOME_OK,
     "Microsoft.Exchange.Net.WSTrust.SoapFaultException: Soap fault exception received. No."},
    {"a relationship that does not fit",
     {.step = HOP_ROUTE, .way = WAY_DAUTH, .outcome = OUTCOME_RELATIONSHIP_UNUSABLE, .fault = "They differ."},
     OUTCOME_OK,
     "They differ."},
    {"an error code",
     {.step = HOP_AUTODISCOVER, .way = WAY_DAUTH, .outcome = OUTCOME_ERROR_RESPONSE, .status = 200, .fault = "No."},
     OUTCOME_OK,
     "No."},
    {"no answer",
     {.step = HOP_AVAILABILITY, .way = WAY_OAUTH, .outcome = OUTCOME_NAME_NOT_RESOLVED},
     OUTCOME_OK,
     WEB "The remote name could not be resolved: 'mail.contoso.com'"},
};

static void add_token(struct lookup *lookup, enum outcome outcome)
{
    struct evidence *token = lookup_add(lookup, HOP_TOKEN, HOP_TOKEN);

    token->outcome = outcome;
    evidence_set(&token->fault_code, "code");
    evidence_set(&token->fault_text, "Missing.");
}

/* The token's record stands before the end, which is the last that failed. */
static struct lookup *make(const struct row *row)
{
    struct lookup *lookup = phrase_row_lookup(&row->end);

    if (row->token != OUTCOME_OK) {
        struct evidence end;
        add_token(lookup, row->token);
        end = lookup->evidence[0];
        lookup->evidence[0] = lookup->evidence[1];
        lookup->evidence[1] = end;
    }
    return lookup;
}

static void prints(void **state)
{
    const struct row *row = *state;
    CLEANUP(lookup_free) struct lookup *lookup = make(row);

    phrase_web_request(lookup);
    assert_string_equal(lookup->error_text, row->text);
}

static void a_success_has_no_text(void **state)
{
    CLEANUP(lookup_free) struct lookup *lookup = make(&rows[0]);

    (void)state;
    lookup->ok = true;
    phrase_web_request(lookup);
    assert_null(lookup->error_text);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 1] = {cmocka_unit_test(a_success_has_no_text)};

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i + 1] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = prints, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
