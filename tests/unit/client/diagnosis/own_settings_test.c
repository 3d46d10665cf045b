/* SPDX-License-Identifier: MIT */
/* A client is told one and the same text; the settings of its own organization say which failure it may be. */
#include "base/cleanup.h"
#include "base/text.h"
#include "diagnosis/diagnosis.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define REFUSED                                                                                                        \
    "Autodiscover failed for email address joe@contoso.com with error System.Net.WebException: The request failed "    \
    "with HTTP status 401: Unauthorized."
#define UNKNOWN "Unable to resolve e-mail address joe@contoso.com to an Active Directory object. LID: 57660"
#define EXCHANGE "00000002-0000-0ff1-ce00-000000000000"
#define MOST 5

static const struct row {
    const char *name, *text;
    const char *settings[MOST][2];
    const char *first, *all; /* all: ids of what is named, in order; NULL: whatever else */
} rows[] = {
    {"no settings are known", REFUSED, {{NULL}}, "10", "10 25 17 26 "},
    {"the own side has no certificate to sign with",
     REFUSED,
     {{"own-way", "oauth"}, {"own-direction", "cloud-to-on-premises"}, {"service-name", EXCHANGE}},
     "17",
     NULL},
    {"the own side can sign, and the cloud is asked",
     REFUSED,
     {{"own-way", "oauth"},
      {"own-direction", "on-premises-to-cloud"},
      {"service-name", EXCHANGE},
      {"signing-certificate", "00AA"}},
     "26",
     NULL},
    {"the own side can sign, and the premises are asked",
     REFUSED,
     {{"own-way", "oauth"},
      {"own-direction", "cloud-to-on-premises"},
      {"service-name", EXCHANGE},
      {"signing-certificate", "00AA"}},
     "10",
     "10 25 17 26 "},
    {"the own side calls itself another application",
     REFUSED,
     {{"own-way", "oauth"},
      {"own-direction", "on-premises-to-cloud"},
      {"service-name", "x"},
      {"signing-certificate", "00AA"}},
     "xAppId",
     NULL},
    {"over federation no token of OAuth was refused",
     REFUSED,
     {{"own-way", "dauth"}, {"own-direction", "cloud-to-on-premises"}},
     "10",
     "10 "},
    {"the own directory does not know the address", UNKNOWN, {{"own-direction", "cloud-to-on-premises"}}, "14", NULL},
    {"the own directory knows it, the other does not",
     UNKNOWN,
     {{"own-way", "oauth"}, {"own-direction", "cloud-to-on-premises"}},
     "11",
     NULL},
};

static struct library *library;
static struct classifier *classifier;

/* What an EWS answered in the place of the calendar. */
static struct lookup *told(const struct row *row)
{
    struct lookup *const lookup = lookup_new("ann@contoso.com", "joe@contoso.com");
    struct evidence *const evidence = lookup_add(lookup, HOP_AVAILABILITY, HOP_AVAILABILITY);

    lookup->way = WAY_CLIENT;
    evidence->outcome = OUTCOME_ERROR_RESPONSE;
    evidence->http_status = 200;
    evidence_set(&evidence->fault_code,
                 text_starts(row->text, "Unable") ? "ErrorMailRecipientNotFound" : "ErrorAutoDiscoverFailed");
    evidence_set(&lookup->error_text, row->text);
    for (size_t i = 0; i < MOST && row->settings[i][0]; i++)
        lookup_set_setting(lookup, row->settings[i][0], row->settings[i][1]);
    return lookup;
}

static void decide(void **state)
{
    const struct row *const row = *state;
    CLEANUP(lookup_free) struct lookup *lookup = told(row);
    CLEANUP(diagnoses_free) struct diagnoses *diagnoses = classify_lookup(classifier, lookup);
    char all[64] = "";
    size_t length = 0;

    assert_true(diagnoses->count > 0);
    assert_string_equal(diagnoses->items[0].id, row->first);
    for (size_t i = 0; i < diagnoses->count && length < sizeof all - sizeof "xFedInfo "; i++)
        length += (size_t)snprintf(all + length, sizeof all - length, "%s ", diagnoses->items[i].id);
    if (row->all)
        assert_string_equal(all, row->all);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows)];
    struct error error = {""};
    int failed;

    library = library_load(FBLAB_SOURCE "/scenarios", &error);
    classifier = library ? classifier_new(library, &error) : NULL;
    if (!classifier)
        return 1;
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = decide, .initial_state = (void *)(uintptr_t)&rows[i]};
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    classifier_free(&classifier);
    library_free(&library);
    return failed;
}
