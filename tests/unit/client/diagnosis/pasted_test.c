/* SPDX-License-Identifier: MIT */
/* Texts as they come out of screenshots, terminals and logs of builds: the row is still named, less surely where something was
 * misread; and texts that look so and say something else. */
#include "base/cleanup.h"
#include "diagnosis/diagnosis.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define EVEN_CHANCE 0.5

/* id NULL: no failure with an even chance. `meant`: the same as it was written; NULL: nothing was misread. */
struct row {
    const char *name, *id, *text, *meant;
};

#define SENTENCE_02 "The remote user mailbox must specify the the explicit local mailbox in the header"
#define SENTENCE_09 "Configuration information for forest/domain contoso.com could not be found in Active Directory."
#define SENTENCE_19 "Soap fault exception received. The entered and stored passwords do not match."
#define SENTENCE_20 "Autodiscover failed. The password for the account has expired. The password has to be changed."
#define SENTENCE_22 "Request could not be processed in time. Timeout occurred during 'Waiting-For-Request-Completion'."
#define SENTENCE_24B "Work hours start time must be less than or equal to end time."
#define SENTENCE_29 "Autodiscover failed for email address a@b.c: The remote name could not be resolved: 'd.e'"
#define SENTENCE_34 "x-ms-diagnostics: 2000003;reason=\"The hostname component of the audience claim value is invalid"

static const struct row rows[] = {
    {"02, a letter", "02", "The remote user mailbox must specify the the explicit 1ocal mailbox in the header",
     SENTENCE_02},
    {"02, a lost blank", "02", "The remote user mailbox must specifythe the explicit local mailbox in the header",
     SENTENCE_02},
    {"09, a digit for a letter", "09",
     "C0nfiguration information for forest/domain contoso.com could not be found in Active Directory.", SENTENCE_09},
    {"09, a mark for a letter", "09",
     "Configurat!on information for forest/domain contoso.com could not be found in Active Directory.", SENTENCE_09},
    {"17, a letter", "17",
     "Microsoft.Exchange.Security.OAuth.OAuthTokenRequestFailedException: Missing signing certiflcate.",
     "Microsoft.Exchange.Security.OAuth.OAuthTokenRequestFailedException: Missing signing certificate."},
    {"19, one for l", "19", "Soap fault exception received. The entered and stored passwords do not rnatch.",
     SENTENCE_19},
    {"19, a doubled blank", "19", "Soap fault exception received. The entered and  stored  passwords do not match.",
     NULL},
    {"22, a blank within a word", "22", "Request could not be pro cessed in time.",
     "Request could not be processed in time."},
    {"22, within a type", "22", "Timeout occurred during 'Waiting-For-Request-Cornpletion'.", SENTENCE_22},
    {"23, a letter", "23", "Soap fault exception received. The specified rnember name is either invalid or empty.",
     "Soap fault exception received. The specified member name is either invalid or empty."},
    {"24b, a lost blank", "24b", "Work hours starttime must be less than or equal to end time.", SENTENCE_24B},
    {"29, I for l", "29", "Autodiscover faiIed for email address a@b.c: The remote narne could not be resolved: 'd.e'",
     SENTENCE_29},
    {"34, before what is less sure", "34",
     "x-ms-diagnostics: 2000003;reason=\"The hostnarne component of the audience claim value is invalid", SENTENCE_34},
    {"rn for m throughout", "02",
     "The rernote user rnailbox rnust specify the the explicit 1oca1 rnai1box in the header", SENTENCE_02},
    {"I for l throughout", "24b", "Work hours start time must be Iess than or equaI to end time.", SENTENCE_24B},
    {"a status, O for 0", "10", "Proxy web request failed. The remote server returned an error: (4O1) Unauthorized.",
     "Proxy web request failed. The remote server returned an error: (401) Unauthorized."},
    {"a LID, O for 0", "22", "LID: 434O4", "LID: 43404"},
    {"a LID, l for I", "22", "LlD: 43404", "LID: 43404"},

    {"times of a build", "29",
     "2026-11-22T09:00:00.0000000Z Autodiscover failed for email address a@b.c: The remote\n"
     "2026-11-22T09:00:00.0000000Z name could not be\n2026-11-22T09:00:01.0000000Z resolved: 'd.e'\n",
     NULL},
    {"docker compose", "29",
     "checker-1  | Autodiscover failed for email address a@b.c: The remote\nchecker-1  | name could not be\n"
     "checker-1  | resolved: 'd.e'\n",
     NULL},
    {"syslog", "02",
     "Nov 22 09:00:59 mon01 fbcheck[812]: The remote user mailbox must specify the the\n"
     "Nov 22 09:00:59 mon01 fbcheck[812]: explicit local mailbox in\nNov 22 09:01:00 mon01 fbcheck[812]: the header\n",
     NULL},
    {"syslog of the newer kind", "02",
     "<134>1 2026-11-22T09:00:59Z mon01 fbcheck 812 - - The remote user mailbox must specify the the\n"
     "<134>1 2026-11-22T09:01:00Z mon01 fbcheck 812 - - explicit local mailbox in the header\n",
     NULL},
    {"kubectl", "24b",
     "[pod/checker-6d4cf56db6-abcde/checker] Work hours start\n[pod/checker-6d4cf56db6-abcde/checker] time must be "
     "less\n"
     "[pod/checker-6d4cf56db6-abcde/checker] than or equal to end time.\n",
     NULL},
    {"grep -n", "24b", "mail.txt:9:Work hours start\nmail.txt:10:time must be less than or equal to end time.\n", NULL},
    {"grep on Windows, a name with a blank", "24b",
     "C:\\my mail.txt:9:Work hours start\nC:\\my mail.txt:10:time must be less than or equal to end time.\n", NULL},
    {"levels", "24b", "ERROR: Work hours start\nERROR: time must be less\nERROR: than or equal to end time.\n", NULL},
    {"quoted twice", "24b", "> > Work hours start\n> > time must be less\n> > than or equal to end time.\n", NULL},
    {"misread behind a prefix", "24b",
     "[ERROR] Work hours start\n[ERROR] tirne must be less\n[ERROR] than or equal to end time.\n", SENTENCE_24B},

    {"other letters throughout", NULL, "Work haurs stort tame must be lass thon or aqual to and tome.", NULL},
    {"another tense", NULL, "The request time out is 30 seconds in this set-up", NULL},
    {"now instead of not", NULL, "The remote name could now be resolved: 'd.e'", NULL},
    {"another number", NULL, "LID: 43405", NULL},
    {"another status", NULL, "Proxy web request took 401O bytes from the other server", NULL},
    {"identifiers", NULL, "Exchange wrote 4O1-5OO-l0l under its ids, as ever", NULL},
    {"a product that misreads, too", NULL, "WSUS: The rernote name could not be resolved: 'a.b'", NULL},
    {"words that are near", NULL, "Work hours and start times may be less than or equal to what the end user has",
     NULL},
    {"a sentence about passwords", NULL, "The entered and the new passwords do now match; they are stored", NULL},
    {"lines that begin alike", NULL,
     "2026-11-22 The remote\n2026-11-22 site is well\n2026-11-22 and its name could not be better\n", NULL},
};

struct bench {
    struct library *library;
    struct classifier *classifier;
};

static struct bench bench;

static double confidence_of(const char *text, const char *id)
{
    CLEANUP(diagnoses_free) struct diagnoses *found = classify_pasted(bench.classifier, text, strlen(text));

    assert_true(found->count > 0);
    assert_string_equal(found->items[0].id, id);
    assert_true(found->items[0].start + found->items[0].length <= strlen(text));
    return found->items[0].confidence;
}

static void names_nothing(const char *text)
{
    CLEANUP(diagnoses_free) struct diagnoses *found = classify_pasted(bench.classifier, text, strlen(text));

    for (size_t i = 0; i < found->count; i++)
        if (found->items[i].confidence >= EVEN_CHANCE)
            fail_msg("%s with %.2f", found->items[i].id, found->items[i].confidence);
}

static void reads(void **state)
{
    const struct row *const row = *state;
    double confidence;

    if (!row->id) {
        names_nothing(row->text);
        return;
    }
    confidence = confidence_of(row->text, row->id);
    if (row->meant)
        assert_true(confidence < confidence_of(row->meant, row->id));
}

/* A record of a log is taken as it is. */
static void logs_are_not_corrected(void **state)
{
    static const char text[] = "The rernote user mailbox must specify the the explicit local rnailbox in the header";
    CLEANUP(diagnoses_free) struct diagnoses *found = classify_text(bench.classifier, text, strlen(text));

    (void)state;
    assert_int_equal(found->count, 0);
}

static int set_up(void **state)
{
    struct error error = {""};

    (void)state;
    bench.library = library_load(NULL, &error);
    bench.classifier = bench.library ? classifier_new(bench.library, &error) : NULL;
    return bench.classifier ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    classifier_free(&bench.classifier);
    library_free(&bench.library);
    return 0;
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 1];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] =
            (struct CMUnitTest){.name = rows[i].name, .test_func = reads, .initial_state = (void *)(uintptr_t)&rows[i]};
    tests[ARRAY_SIZE(rows)] = (struct CMUnitTest)cmocka_unit_test(logs_are_not_corrected);
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
