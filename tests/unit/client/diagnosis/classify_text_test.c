/* SPDX-License-Identifier: MIT */
/* The <text>s of users' own files and of the shipped ones: what they may say, and what the rest of a text does to them. */
#include "base/cleanup.h"
#include "base/text.h"
#include "diagnosis/diagnosis.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define SCENARIO(id, title, signs)                                                                                     \
    "<scenario id=\"" id "\" xmlns=\"urn:fblab:scenario\"><documented><title>" title "</title>"                        \
    "<direction>cloud-to-on-premises</direction><error>An error</error><event>An event</event>"                        \
    "<cause id='c'><says>A cause</says><remedy>A remedy</remedy></cause><look>Get-Something</look>"                    \
    "</documented><signs>" signs "</signs>"                                                                            \
    "<break><command at=\"exo\">Set-LabClock -Scope exo -OffsetSeconds 900</command></break><lookup>"                  \
    "<requester>ann@contoso.com</requester><target>joe@contoso.com</target></lookup><repair><command at=\"exo\">"      \
    "Set-LabClock -Scope exo -OffsetSeconds 0</command></repair><expect>" id "</expect></scenario>\n"

struct fixture {
    char folder[64];
    struct library *shipped;
    struct classifier *catalogue;
};

static void write_file(const struct fixture *fixture, const char *name, const char *text)
{
    CLEANUP(cleanup_string) char *path = text_format("%s/%s", fixture->folder, name);
    struct error error = {""};

    if (!file_write(path, text, strlen(text), 0600, &error))
        fail_msg("%s", error.text);
}

static void remove_file(const struct fixture *fixture, const char *name)
{
    CLEANUP(cleanup_string) char *path = text_format("%s/%s", fixture->folder, name);

    unlink(path);
}

static int set_up(void **state)
{
    struct fixture *const fixture = calloc(1, sizeof *fixture);
    struct error error = {""};

    strcpy(fixture->folder, "/tmp/classify_text_test.XXXXXX");
    assert_non_null(mkdtemp(fixture->folder));
    fixture->shipped = library_load(FBLAB_SOURCE "/scenarios", &error);
    fixture->catalogue = fixture->shipped ? classifier_new(fixture->shipped, &error) : NULL;
    if (!fixture->catalogue)
        fail_msg("%s", error.text);
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *const fixture = *state;

    classifier_free(&fixture->catalogue);
    library_free(&fixture->shipped);
    rmdir(fixture->folder);
    free(fixture);
    return 0;
}

/* What users bring: a scenario with phrases of their own, a vocabulary beside it. */
static void own_files_extend_the_classifier(void **state)
{
    const struct fixture *const fixture = *state;
    static const char text[] = "Branch gateway: session\n limit (4711) reached, try later";
    struct error error = {""};
    CLEANUP(library_free) struct library *library = library_load(FBLAB_SOURCE "/scenarios", &error);
    CLEANUP(classifier_free) struct classifier *classifier = NULL;
    CLEANUP(diagnoses_free) struct diagnoses *diagnoses = NULL;

    write_file(fixture, "yBranch.xml",
               SCENARIO("yBranch", "The branch gateway is full",
                        "<text><phrase>{branch}</phrase><phrase>4711</phrase><without>ignored</without><near>40</near>"
                        "<confidence>0.9</confidence></text>"));
    write_file(fixture, "words.xml",
               "<vocabulary xmlns=\"urn:fblab:scenario\"><group name=\"branch\"><phrase>branch gateway</phrase>"
               "</group></vocabulary>");
    assert_true(library_add(library, fixture->folder, &error));
    classifier = classifier_new(library, &error);
    remove_file(fixture, "yBranch.xml");
    remove_file(fixture, "words.xml");
    assert_non_null(classifier);
    diagnoses = classify_text(classifier, text, strlen(text));
    assert_int_equal(diagnoses->count, 1);
    assert_string_equal(diagnoses->items[0].id, "yBranch");
    assert_int_equal(diagnoses->items[0].start, 0);
    assert_int_equal(diagnoses->items[0].length, strlen("Branch gateway"));
    assert_string_equal(diagnoses->items[0].because.items[1], "the text says \"4711\"");
}

static void refuses(const struct fixture *fixture, const char *signs, const char *sentence)
{
    CLEANUP(library_free) struct library *library = NULL;
    CLEANUP(cleanup_string) char *file = text_format(SCENARIO("yBad", "Bad", "%s"), signs);
    CLEANUP(classifier_free) struct classifier *classifier = NULL;
    struct error error = {""};

    write_file(fixture, "yBad.xml", file);
    library = library_load(fixture->folder, &error);
    remove_file(fixture, "yBad.xml");
    assert_non_null(library);
    classifier = classifier_new(library, &error);
    assert_null(classifier);
    if (!strstr(error.text, sentence))
        fail_msg("%s", error.text);
}

static void refuses_a_text_that_cannot_be_looked_for(void **state)
{
    refuses(*state, "<text><phrase>{nobody}</phrase><confidence>1</confidence></text>",
            "yBad.xml:1: no vocabulary has a group \"nobody\"");
    refuses(*state, "<text><phrase>what?</phrase><confidence>1</confidence></text>",
            "yBad.xml:1: <text> needs a <phrase> with a word of six letters, or with a number of four digits");
    refuses(*state, "<text><phrase>...</phrase><confidence>1</confidence></text>", "needs a <phrase> with a word");
}

static void a_text_about_something_else_counts_less(void **state)
{
    static const char *const texts[] = {
        "Proxy web request failed: Could not create SSL/TLS secure channel",
        "Could not create SSL/TLS secure channel",
        "NuGet: Could not create SSL/TLS secure channel",
    };
    const struct fixture *const fixture = *state;
    double before = 1;

    for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
        CLEANUP(diagnoses_free)
        struct diagnoses *diagnoses = classify_text(fixture->catalogue, texts[i], strlen(texts[i]));
        const double now = diagnoses->count > 0 ? diagnoses->items[0].confidence : 0;
        assert_true(now < before);
        before = now;
    }
    assert_true(before == 0);
}

static void says_step_and_direction_if_the_text_tells(void **state)
{
    static const struct {
        const char *text, *hop;
    } cases[] = {
        {"Proxy web request failed. , inner exception: Could not create SSL/TLS secure channel", "availability"},
        {"Autodiscover failed for email address a@b.c: Could not create SSL/TLS secure channel", "autodiscover"},
        {"Could not create SSL/TLS secure channel", NULL},
    };
    const struct fixture *const fixture = *state;

    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        CLEANUP(diagnoses_free)
        struct diagnoses *diagnoses = classify_text(fixture->catalogue, cases[i].text, strlen(cases[i].text));
        assert_true(diagnoses->count > 0);
        assert_true(text_equal(diagnoses->items[0].hop, cases[i].hop));
        assert_string_equal(diagnoses->items[0].direction, "both");
    }
}

static const char *scenario_title_of(const struct fixture *fixture, const char *id)
{
    for (size_t i = 0; i < library_count(fixture->shipped); i++)
        if (text_equal(library_at(fixture->shipped, i)->id, id))
            return library_at(fixture->shipped, i)->title;
    fail_msg("no scenario %s", id);
    return NULL;
}

/* What an asker saw is more than the text that he printed; its advice quotes other failures. */
static void a_report_of_its_own_is_taken_as_said(void **state)
{
    const struct fixture *const fixture = *state;
    const char *const title = scenario_title_of(fixture, "17");
    CLEANUP(cleanup_string)
    char *report =
        text_format("What Exchange prints\n    text      The request failed with HTTP status 401: Unauthorized.\n\n"
                    "17  %s (98 %%)\n    because   a reason\n    not       26: Unable to get token from Auth "
                    "Server: AADSTS50012\n",
                    title);
    CLEANUP(cleanup_string)
    char *other =
        text_format("17  %s (98 %% of them)\nOAuthTokenRequestFailedException: Missing signing certificate.\n", title);
    CLEANUP(diagnoses_free) struct diagnoses *named = classify_text(fixture->catalogue, report, strlen(report));
    CLEANUP(diagnoses_free) struct diagnoses *read = classify_text(fixture->catalogue, other, strlen(other));

    assert_int_equal(named->count, 1);
    assert_string_equal(named->items[0].id, "17");
    assert_string_equal(named->items[0].because.items[0], "a report of fbcheck names it");
    assert_true(read->count > 0);
    assert_string_not_equal(read->items[0].because.items[0], "a report of fbcheck names it");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_report_of_its_own_is_taken_as_said),
        cmocka_unit_test(own_files_extend_the_classifier),
        cmocka_unit_test(refuses_a_text_that_cannot_be_looked_for),
        cmocka_unit_test(a_text_about_something_else_counts_less),
        cmocka_unit_test(says_step_and_direction_if_the_text_tells),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
