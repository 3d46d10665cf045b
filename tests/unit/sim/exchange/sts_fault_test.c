/* SPDX-License-Identifier: MIT */
/* Every refusal of the federation gateway: its subcode, its numbers, its texts. */
#include "exchange/dauth/sts_fault.h"

#include "base/cleanup.h"
#include "xml/xml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define AUTHENTICATION "wst:FailedAuthentication", "Authentication Failure"

static const struct row {
    const char *name;
    enum sts_refusal refusal;
    const char *subcode, *reason, *value, *code, *text; /* code "": left out */
} rows[] = {
    {"bad request", STS_BAD_REQUEST, "wst:InvalidRequest", "Invalid Request", "0x80048820", "",
     "The request was not a request for a token."},
    {"unknown organization", STS_UNKNOWN_ORGANIZATION, AUTHENTICATION, "0x80048800", "",
     "The organization that asks could not be authenticated."},
    {"unknown target", STS_UNKNOWN_TARGET, "wst:InvalidScope", "Invalid Scope", "0x8004882A", "",
     "The organization that the token is for is not known."},
    {"member name", STS_MEMBER_NAME, AUTHENTICATION, "0x80048821", "0x80041034",
     "The specified member name is either invalid or empty."},
    {"password mismatch", STS_PASSWORD_MISMATCH, AUTHENTICATION, "0x80048821", "0x80041012",
     "The entered and stored passwords do not match."},
    {"must change password", STS_MUST_CHANGE_PASSWORD, AUTHENTICATION, "0x80048827", "",
     "The password has to be changed."},
    {"password expired", STS_PASSWORD_EXPIRED, AUTHENTICATION, "0x80048821", "",
     "The password for the account has expired"},
    {"not provisioned", STS_NOT_PROVISIONED, AUTHENTICATION, "0x80048821", "",
     "Provision is needed before federated account can be logged in."},
    {"unavailable", STS_UNAVAILABLE, "wst:RequestFailed", "Request Failed", "0x80048820", "",
     "The service cannot issue tokens."},
};

static void has(const xmlDoc *document, const char *path, const char *wanted)
{
    CLEANUP(cleanup_string) char *text = xml_text_at(xmlDocGetRootElement(document), path);

    assert_string_equal(text ? text : "", wanted);
}

static void says(void **state)
{
    const struct row *row = *state;
    struct answer answer = {0};
    CLEANUP(xml_free) xmlDoc *document = NULL;

    sts_fault(&answer, row->refusal);
    assert_int_equal(answer.status, 500);
    assert_string_equal(headers_get(&answer.headers, "Content-Type"), "application/soap+xml; charset=utf-8");
    document = xml_parse(answer.body, answer.body_length, "fault", NULL);
    assert_non_null(document);
    has(document, "Header/pp/authstate", "0x80048800");
    has(document, "Header/pp/reqstatus", row->value);
    has(document, "Body/Fault/Code/Value", "S:Sender");
    has(document, "Body/Fault/Code/Subcode/Value", row->subcode);
    has(document, "Body/Fault/Reason/Text", row->reason);
    has(document, "Body/Fault/Detail/error/value", row->value);
    has(document, "Body/Fault/Detail/error/internalerror/code", row->code);
    has(document, "Body/Fault/Detail/error/internalerror/text", row->text);
    answer_clear(&answer);
}

static void has_a_row_for_each(void **state)
{
    (void)state;
    assert_int_equal(ARRAY_SIZE(rows) + 1, STS_REFUSAL_COUNT); /* the first is no refusal */
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 1] = {[ARRAY_SIZE(rows)] = cmocka_unit_test(has_a_row_for_each)};

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] =
            (struct CMUnitTest){.name = rows[i].name, .test_func = says, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests_name("sts_fault", tests, NULL, NULL);
}
