/* SPDX-License-Identifier: MIT */
/* The block of Recipient, Exception Type and Response Code, as it is published. */
#include "base/cleanup.h"
#include "phrase/phrase.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define AVAILABILITY "Microsoft.Exchange.InfoWorker.Common.Availability."

static const struct row {
    const char *name, *class, *text, *code, *server, *block;
} rows[] = {
    {"of a Domino user", AVAILABILITY "MailRecipientNotFoundException", "Unable to resolve. LID: 57660",
     "ErrorMailRecipientNotFound", "DBXPR05MB0655",
     "Recipient: joe@contoso.com\nException: Unable to resolve. LID: 57660\nServer Name: DBXPR05MB0655\n"
     "Exception Type: MailRecipientNotFoundException\nResponse Code: ErrorMailRecipientNotFound\n"},
    {"of a third organisation", AVAILABILITY "CrossOrganizationProxyNotAllowedForExternalOrganizationException",
     "The request is not allowed. LID: 39660", "ErrorProxyRequestNotAllowed", "DBXPR05MB0655",
     "Recipient: joe@contoso.com\n"
     "Exception Type: CrossOrganizationProxyNotAllowedForExternalOrganizationException\n"
     "Exception Message: The request is not allowed. LID: 39660\nResponse Code: ErrorProxyRequestNotAllowed\n"},
    {"what is not known has no line", NULL, "The request failed.", NULL, NULL,
     "Recipient: joe@contoso.com\nException: The request failed.\n"},
    {"a class without a namespace", "TimeoutException", "It took too long.", NULL, NULL,
     "Recipient: joe@contoso.com\nException: It took too long.\nException Type: TimeoutException\n"},
};

static void is_printed(void **state)
{
    const struct row *const row = *state;
    CLEANUP(lookup_free) struct lookup *lookup = lookup_new("ann@contoso.com", "joe@contoso.com");
    CLEANUP(cleanup_string) char *block = NULL;

    evidence_set(&lookup->exception_class, row->class);
    evidence_set(&lookup->error_text, row->text);
    evidence_set(&lookup->response_code, row->code);
    lookup_set_setting(lookup, "own-server", row->server);
    block = phrase_block(lookup);
    assert_string_equal(block, row->block);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows)];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] =
            (struct CMUnitTest){.name = rows[i].name, .test_func = is_printed, .initial_state = (void *)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
