/* SPDX-License-Identifier: MIT */
/* What a client that asked would have seen: step, outcome and fault of captured answers. */
#include "base/cleanup.h"
#include "base/text.h"
#include "intake/formats/lookups.h"
#include "vocabulary/exchange_names.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define SOAP(body) "<s:Envelope xmlns:s=\"" NS_SOAP11 "\"><s:Body>" body "</s:Body></s:Envelope>"
#define FAULT SOAP("<s:Fault><faultcode>a:InvalidSecurity</faultcode><faultstring>No.</faultstring></s:Fault>")
#define VIEW(code)                                                                                                     \
    "<FreeBusyResponse><ResponseMessage ResponseClass=\"Error\"><MessageText>No.</MessageText><ResponseCode>" code     \
    "</ResponseCode></ResponseMessage></FreeBusyResponse>"
#define VIEWS(views)                                                                                                   \
    SOAP("<GetUserAvailabilityResponse xmlns=\"" NS_MESSAGES "\"><FreeBusyResponseArray>" views                        \
         "</FreeBusyResponseArray></GetUserAvailabilityResponse>")
#define SETTINGS(code)                                                                                                 \
    SOAP("<GetUserSettingsResponseMessage xmlns=\"" NS_AUTODISCOVER "\"><Response><ErrorCode>NoError</ErrorCode>"      \
         "<UserResponses><UserResponse><ErrorCode>" code "</ErrorCode></UserResponse></UserResponses></Response>"      \
         "</GetUserSettingsResponseMessage>")
#define TOKEN_ERROR "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS700027: no.\"}"
#define EWS "https://mail.contoso.com/EWS/Exchange.asmx"
#define DISCOVER "/autodiscover/autodiscover.svc/WSSecurity"

struct row {
    const char *name, *method, *url;
    int status;
    const char *body;
    bool whole;
    size_t found;
    enum hop step;
    enum outcome outcome;
    const char *code;
};

static const struct row rows[] = {
    {"503", "POST", EWS, 503, "no", true, 1, HOP_AVAILABILITY, OUTCOME_HTTP_STATUS, NULL},
    {"404 of Autodiscover", "POST", DISCOVER "?x=y", 404, "", false, 1, HOP_AUTODISCOVER, OUTCOME_HTTP_STATUS, NULL},
    {"a fault", "POST", EWS, 500, FAULT, true, 1, HOP_AVAILABILITY, OUTCOME_SOAP_FAULT, "a:InvalidSecurity"},
    {"a fault of which nothing else is known", NULL, EWS, 500, FAULT, false, 1, HOP_AVAILABILITY, OUTCOME_SOAP_FAULT,
     "a:InvalidSecurity"},
    {"no XML", "POST", EWS, 200, "<x", true, 1, HOP_AVAILABILITY, OUTCOME_NOT_XML, NULL},
    {"no XML, but perhaps it is cut", "POST", EWS, 200, "<x", false, 0, HOP_COUNT, OUTCOME_OK, NULL},
    {"500 without its body", "POST", EWS, 500, "", false, 0, HOP_COUNT, OUTCOME_OK, NULL},
    {"busy times", "POST", EWS, 200, VIEWS(""), true, 0, HOP_COUNT, OUTCOME_OK, NULL},
    {"two of three refused", "POST", EWS, 200, VIEWS(VIEW("ErrorA") "<FreeBusyResponse/>" VIEW("ErrorB")), true, 2,
     HOP_AVAILABILITY, OUTCOME_ERROR_RESPONSE, "ErrorB"},
    {"an invalid user", "POST", DISCOVER, 200, SETTINGS("InvalidUser"), true, 1, HOP_AUTODISCOVER,
     OUTCOME_ERROR_RESPONSE, "InvalidUser"},
    {"sent elsewhere", "POST", DISCOVER, 200, SETTINGS("RedirectUrl"), true, 0, HOP_COUNT, OUTCOME_OK, NULL},
    {"a token is refused", "POST", "https://" TOKEN_SERVICE_HOST "/x/tokens/OAuth/2", 401, TOKEN_ERROR, true, 1,
     HOP_TOKEN, OUTCOME_ERROR_RESPONSE, "invalid_client"},
    {"a browser looks at it", "GET", EWS, 503, "no", true, 0, HOP_COUNT, OUTCOME_OK, NULL},
    {"something else", "POST", "https://mail.contoso.com/owa/", 503, "no", true, 0, HOP_COUNT, OUTCOME_OK, NULL},
    {"nobody knows what was asked", NULL, NULL, 503, "no", true, 0, HOP_COUNT, OUTCOME_OK, NULL},
};

struct seen {
    size_t count;
    struct lookup *last;
};

static void keep(void *context, struct lookup *lookup)
{
    struct seen *const seen = context;

    lookup_free(&seen->last);
    seen->last = lookup;
    seen->count++;
}

static void judges(void **state)
{
    const struct row *const row = *state;
    struct header type = {(char *)"Content-Type", (char *)CONTENT_TYPE_XML};
    const struct transaction transaction = {.request = {.method = (char *)row->method, .target = (char *)row->url},
                                            .answer = {.status = row->status,
                                                       .headers = {&type, 1},
                                                       .body = row->body,
                                                       .body_length = strlen(row->body),
                                                       .whole = row->whole}};
    struct seen seen = {0};

    lookups_of_transaction(&transaction, keep, &seen);
    assert_int_equal(seen.count, row->found);
    if (row->found > 0) {
        const struct evidence *const record = lookup_failure(seen.last);
        assert_non_null(record);
        assert_int_equal(record->step, row->step);
        assert_int_equal(record->outcome, row->outcome);
        assert_true(text_equal(record->fault_code, row->code));
    }
    lookup_free(&seen.last);
}

/* EWS is asked for much else; whose request is known is taken at its word. */
static void passes_over_other_operations(void **state)
{
    struct header action = {(char *)"SOAPAction", (char *)"\"" ACTION_EWS_PREFIX "GetFolder\""};
    struct transaction transaction = {
        .request = {.method = (char *)"POST", .target = (char *)EWS, .headers = {&action, 1}},
        .answer = {.status = 503}};
    struct seen seen = {0};

    (void)state;
    lookups_of_transaction(&transaction, keep, &seen);
    assert_int_equal(seen.count, 0);
    transaction.request.body = "<GetUserAvailabilityRequest/>";
    transaction.request.body_length = strlen(transaction.request.body);
    lookups_of_transaction(&transaction, keep, &seen);
    assert_int_equal(seen.count, 1);
    lookup_free(&seen.last);
}

static void an_envelope_tells_its_service(void **state)
{
    static const struct {
        const char *text;
        size_t found;
    } envelopes[] = {{VIEWS(VIEW("ErrorA")), 1}, {SETTINGS("InvalidUser"), 1}, {FAULT, 0}, {"<x", 0}};

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(envelopes); i++) {
        struct seen seen = {0};
        lookups_of_envelope(envelopes[i].text, strlen(envelopes[i].text), keep, &seen);
        assert_int_equal(seen.count, envelopes[i].found);
        lookup_free(&seen.last);
    }
}

int main(void)
{
    const struct CMUnitTest fixed[] = {cmocka_unit_test(passes_over_other_operations),
                                       cmocka_unit_test(an_envelope_tells_its_service)};
    struct CMUnitTest table[ARRAY_SIZE(rows)];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        table[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = judges, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests_name("transactions", fixed, NULL, NULL) +
           cmocka_run_group_tests_name("transaction", table, NULL, NULL);
}
