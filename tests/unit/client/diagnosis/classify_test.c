/* SPDX-License-Identifier: MIT */
#include "base/cleanup.h"
#include "base/text.h"
#include "diagnosis/diagnosis.h"
#include "terminal/display.h"

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
    "<cause id='c'><says>A cause</says><check at='asking' confirms='x'>Get-It {target}</check>"                        \
    "<remedy>A remedy</remedy><command at='asked'>Set-It "                                                             \
    "{asked-ews-url}</command></cause><look>Get-Something</look>"                                                      \
    "</documented><signs>" signs "</signs>"                                                                            \
    "<break><command at=\"exo\">Set-LabClock -Scope exo -OffsetSeconds 900</command></break><lookup>"                  \
    "<requester>ann@contoso.com</requester><target>joe@contoso.com</target></lookup><repair><command at=\"exo\">"      \
    "Set-LabClock -Scope exo -OffsetSeconds 0</command></repair><expect>" id "</expect></scenario>\n"

/* Two failures with the same status; one of them also names the reason. */
static const char plain_file[] =
    SCENARIO("y1", "A plain refusal",
             "<sign><step>availability</step><status>401</status><confidence>0.4</confidence></sign>"
             "<sign><outcome>tls-alert</outcome><tls-alert>70</tls-alert><confidence>0.5</confidence></sign>"
             "<text><phrase>HTTP status 401: Unauthorized</phrase><confidence>0.4</confidence></text>"
             "<look-alike><id>y2</id><check>That one has a reason.</check></look-alike>");
static const char reason_file[] =
    SCENARIO("y2", "A refusal with a reason",
             "<sign><step>availability</step><status>401</status><diagnostics>is  ambiguous</diagnostics>"
             "<header>Server: Microsoft-IIS</header><no-header>X-Proxy</no-header>"
             "<fault-code>InvalidToken</fault-code><confidence>0.9</confidence></sign>"
             "<text><phrase>HTTP status 401: Unauthorized diagnostics: 2000005</phrase>"
             "<confidence>0.9</confidence></text>"
             "<text><phrase>the user's \"token\" is ambiguous</phrase><confidence>0.8</confidence></text>"
             "<look-alike><id>y1</id><check>That one has none.</check></look-alike>");

struct fixture {
    char folder[64];
    struct library *own, *shipped;
    struct classifier *classifier, *catalogue;
};

static void write_file(const struct fixture *fixture, const char *name, const char *text)
{
    CLEANUP(cleanup_string) char *path = text_format("%s/%s", fixture->folder, name);
    struct error error = {""};

    if (!file_write(path, text, strlen(text), 0600, &error))
        fail_msg("%s", error.text);
}

static int set_up(void **state)
{
    struct fixture *const fixture = calloc(1, sizeof *fixture);
    struct error error = {""};

    strcpy(fixture->folder, "/tmp/classify_test.XXXXXX");
    assert_non_null(mkdtemp(fixture->folder));
    write_file(fixture, "y1.xml", plain_file);
    write_file(fixture, "y2.xml", reason_file);
    fixture->own = library_load(fixture->folder, &error);
    fixture->shipped = fixture->own ? library_load(FBLAB_SOURCE "/scenarios", &error) : NULL;
    if (!fixture->shipped)
        fail_msg("%s", error.text);
    fixture->classifier = classifier_new(fixture->own, &error);
    fixture->catalogue = classifier_new(fixture->shipped, &error);
    if (!fixture->classifier || !fixture->catalogue)
        fail_msg("%s", error.text);
    *state = fixture;
    return 0;
}

static void remove_file(const struct fixture *fixture, const char *name)
{
    CLEANUP(cleanup_string) char *path = text_format("%s/%s", fixture->folder, name);

    unlink(path);
}

static int tear_down(void **state)
{
    struct fixture *const fixture = *state;

    classifier_free(&fixture->classifier);
    classifier_free(&fixture->catalogue);
    library_free(&fixture->own);
    library_free(&fixture->shipped);
    remove_file(fixture, "y1.xml");
    remove_file(fixture, "y2.xml");
    rmdir(fixture->folder);
    free(fixture);
    return 0;
}

static struct lookup *refused(int status, const char *diagnostics)
{
    struct lookup *const lookup = lookup_new("ann@contoso.com", "joe@contoso.com");
    struct evidence *const evidence = lookup_add(lookup, HOP_AVAILABILITY, HOP_AVAILABILITY);

    lookup->way = WAY_OAUTH;
    evidence->outcome = OUTCOME_HTTP_STATUS;
    evidence->http_status = status;
    evidence_set(&evidence->fault_code, "a:InvalidToken");
    evidence_add_header(evidence, "Server", "Microsoft-IIS/10.0");
    if (diagnostics)
        evidence_add_header(evidence, "x-ms-diagnostics", diagnostics);
    return lookup;
}

static void gives_all_that_fit_best_first(void **state)
{
    const struct fixture *const fixture = *state;
    CLEANUP(lookup_free) struct lookup *lookup = refused(401, "2000005;reason=\"the user IS\r\n AMBIGUOUS.\"");
    CLEANUP(diagnoses_free) struct diagnoses *diagnoses = classify_lookup(fixture->classifier, lookup);
    const struct diagnosis *first = &diagnoses->items[0];

    assert_int_equal(diagnoses->count, 2);
    assert_string_equal(first->id, "y2");
    assert_string_equal(first->title, "A refusal with a reason");
    assert_true(first->confidence > 0.89 && first->confidence < 0.91);
    assert_string_equal(first->because.items[0], "x-ms-diagnostics says \"is  ambiguous\"");
    assert_string_equal(first->because.items[1], "fault code InvalidToken at availability");
    assert_string_equal(first->because.items[2], "HTTP status 401 at availability");
    assert_int_equal(first->because.count, 5);
    assert_string_equal(first->tell_apart[0].id, "y1");
    assert_string_equal(first->tell_apart[0].check, "That one has none.");
    assert_string_equal(first->next.items[0], "Get-Something");
    assert_int_equal(first->cause_count, 1);
    assert_string_equal(first->causes[0].says, "A cause");
    assert_string_equal(first->causes[0].check.at, "exo");
    assert_string_equal(first->causes[0].check.command, "Get-It joe@contoso.com");
    assert_string_equal(first->causes[0].commands[0].at, "onprem");
    assert_string_equal(first->causes[0].commands[0].command, "Set-It <On-Premises EWS URL>");
    assert_string_equal(diagnoses->items[1].id, "y1");
    assert_string_equal(diagnoses->items[1].because.items[0], "HTTP status 401 at availability");
}

/* The bare 401 of rows 10, 17 and 26: what became of the token decides. */
static void the_request_for_a_token_tells_bare_401s_apart(void **state)
{
    static const struct {
        bool asked;
        enum outcome outcome;
        const char *text, *first;
    } cases[] = {
        {true, OUTCOME_NO_SIGNING_CERTIFICATE, "Missing signing certificate.", "17"},
        {true, OUTCOME_ERROR_RESPONSE, "AADSTS50012: Client assertion contains an invalid signature.", "26"},
        {true, OUTCOME_OK, NULL, "10"},
        {false, OUTCOME_OK, NULL, "10"},
    };
    const struct fixture *const fixture = *state;

    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        CLEANUP(lookup_free) struct lookup *lookup = refused(401, NULL);
        CLEANUP(diagnoses_free) struct diagnoses *diagnoses = NULL;
        struct evidence *const token = cases[i].asked ? lookup_add(lookup, HOP_TOKEN, HOP_TOKEN) : NULL;
        if (token) {
            const struct evidence earlier = *token;
            lookup->evidence[1] = lookup->evidence[0];
            lookup->evidence[0] = earlier;
            lookup->evidence[0].outcome = cases[i].outcome;
            evidence_set(&lookup->evidence[0].fault_text, cases[i].text);
        }
        diagnoses = classify_lookup(fixture->catalogue, lookup);
        assert_true(diagnoses->count > 0);
        assert_string_equal(diagnoses->items[0].id, cases[i].first);
    }
}

static void one_condition_that_fails_rules_a_sign_out(void **state)
{
    const struct fixture *const fixture = *state;
    CLEANUP(lookup_free) struct lookup *lookup = refused(401, "2000005;reason=\"the user is ambiguous.\"");
    CLEANUP(diagnoses_free) struct diagnoses *diagnoses = NULL;

    evidence_add_header(&lookup->evidence[0], "X-Proxy", "yes");
    diagnoses = classify_lookup(fixture->classifier, lookup);
    assert_int_equal(diagnoses->count, 1);
    assert_string_equal(diagnoses->items[0].id, "y1");
}

static void a_failure_no_sign_knows_is_unknown(void **state)
{
    const struct fixture *const fixture = *state;
    CLEANUP(lookup_free) struct lookup *lookup = refused(418, NULL);
    CLEANUP(diagnoses_free) struct diagnoses *diagnoses = classify_lookup(fixture->classifier, lookup);
    json_t *const json = diagnoses_to_json(diagnoses, false);

    assert_int_equal(diagnoses->count, 0);
    assert_true(json_is_array(json));
    json_decref(json);
}

static void a_success_has_no_failure(void **state)
{
    const struct fixture *const fixture = *state;
    CLEANUP(lookup_free) struct lookup *lookup = refused(401, NULL);
    CLEANUP(diagnoses_free) struct diagnoses *diagnoses = NULL;

    lookup->ok = true;
    diagnoses = classify_lookup(fixture->classifier, lookup);
    assert_int_equal(diagnoses->count, 0);
}

static void a_saved_lookup_is_read_as_evidence(void **state)
{
    const struct fixture *const fixture = *state;
    CLEANUP(lookup_free) struct lookup *lookup = refused(401, NULL);
    json_t *const json = lookup_to_json(lookup);
    CLEANUP(cleanup_string) char *text = json_dumps(json, JSON_INDENT(1));
    CLEANUP(diagnoses_free) struct diagnoses *diagnoses = classify_text(fixture->classifier, text, strlen(text));

    json_decref(json);
    assert_int_equal(diagnoses->count, 1);
    assert_string_equal(diagnoses->items[0].id, "y1");
}

static void what_is_named_has_no_advice_until_it_is_asked_for(void **state)
{
    const struct fixture *const fixture = *state;
    CLEANUP(lookup_free) struct lookup *lookup = refused(401, NULL);
    CLEANUP(diagnoses_free) struct diagnoses *named = name_lookup(fixture->classifier, lookup);
    struct diagnosis *const first = &named->items[0];

    assert_int_equal(named->count, 1);
    assert_string_equal(first->id, "y1");
    assert_int_equal(first->cause_count + first->tell_apart_count + first->next.count, 0);
    diagnosis_advise(named, first);
    assert_int_equal(first->cause_count, 1);
    assert_string_equal(first->causes[0].check.command, "Get-It joe@contoso.com");
    assert_int_equal(first->tell_apart_count, 1);
    assert_int_equal(first->next.count, 1);
}

static void the_json_is_the_contract(void **state)
{
    const struct fixture *const fixture = *state;
    CLEANUP(lookup_free) struct lookup *lookup = refused(401, NULL);
    CLEANUP(diagnoses_free) struct diagnoses *diagnoses = classify_lookup(fixture->classifier, lookup);
    json_t *const json = diagnoses_to_json(diagnoses, false);
    const char *id, *title, *because, *other, *check, *next, *cause, *confirms, *remedy, *at, *command;
    double confidence;

    assert_int_equal(
        json_unpack(json, "[{s:s,s:s,s:F,s:[s],s:[{s:s,s:s}],s:[{s:s}],s:[{s:s,s:F,s:{s:s},s:[s],s:[{s:s,s:s}]}]}]",
                    "id", &id, "title", &title, "confidence", &confidence, "because", &because, "tell_apart", "id",
                    &other, "check", &check, "next", "words", &next, "causes", "cause", &cause, "confidence",
                    &confidence, "check", "confirms", &confirms, "remedies", &remedy, "commands", "at", &at, "command",
                    &command),
        0);
    assert_string_equal(id, "y1");
    assert_string_equal(other, "y2");
    json_decref(json);
}

struct row {
    const char *name, *text, *ids; /* ids: best first, "" for none */
};

static const struct row rows[] = {
    {"text: a phrase", "Error: HTTP status 401: Unauthorized.", "y1"},
    {"text: the longer phrase covers the shorter", "http status\r\n 401: unauthorized diagnostics: 2000005;", "y2"},
    {"text: no-break spaces and wraps", "HTTP\xC2\xA0status 401:\n\tUnauthorized", "y1"},
    {"text: references", "HTTP status 401:&#xD;&#xA;Unauthorized", "y1"},
    {"text: references of references", "HTTP status 401:&amp;#xD; Unauthorized", "y1"},
    {"text: typographic quotes", "the user\xE2\x80\x99s \xE2\x80\x9Ctoken\xE2\x80\x9D is ambiguous", "y2"},
    {"text: two phrases in two places", "HTTP status 401: Unauthorized, for the user's \"token\" is ambiguous",
     "y2 y1"},
    {"text: nothing known", "It does not work.", ""},
    {"text: empty", "", ""},
    {"text: bytes that are no text", "\xFF\xFE\xC2 &#; &", ""},
    {"text: wrapped inside a word", "HTTP status 401: Unauth\r\n    orized", "y1"},
    {"text: quoted mail", "> HTTP status\n> > 401: Unauthorized", "y1"},
    {"text: escapes of JSON", "HTTP status 401:\\r\\nUnauthorized", "y1"},
    {"text: marks and tags", "HTTP-Status <b>401</b>: `Unauthorized`", "y1"},
    {"text: full-width forms", "HTTP status \xEF\xBC\x94\xEF\xBC\x90\xEF\xBC\x91\xEF\xBC\x9AUnauthorized", "y1"},
    {"text: Windows-1252", "the user\x92s \x93token\x94 is ambiguous", "y2"},
    {"text: a word cut in two", "HTTP sta tus 401: Unauthorized", ""},
    {"text: a number inside a number", "HTTP status 1401: Unauthorized", ""},
    {"text: JSON that is no look-up", "{\"evidence\": 3, \"error\": \"HTTP status 401: Unauthorized\"}", "y1"},
};

/* A row's state is the row, so the fixture cannot be. */
static void *shared;

static void classifies_text(void **state)
{
    const struct row *const row = *state;
    const struct fixture *const fixture = shared;
    CLEANUP(diagnoses_free)
    struct diagnoses *diagnoses = classify_text(fixture->classifier, row->text, strlen(row->text));
    CLEANUP(cleanup_string) char *ids = text_copy("");

    for (size_t i = 0; i < diagnoses->count; i++) {
        char *const more = text_format("%s%s%s", ids, i ? " " : "", diagnoses->items[i].id);
        free(ids);
        ids = more;
    }
    assert_string_equal(ids, row->ids);
}

static const struct diagnosis *find(const struct diagnoses *diagnoses, const char *id)
{
    for (size_t i = 0; i < diagnoses->count; i++)
        if (strcmp(diagnoses->items[i].id, id) == 0)
            return &diagnoses->items[i];
    return NULL;
}

static bool tells_apart(const struct diagnosis *diagnosis, const char *id)
{
    for (size_t i = 0; i < diagnosis->tell_apart_count; i++)
        if (strcmp(diagnosis->tell_apart[i].id, id) == 0)
            return true;
    return false;
}

/* Rows 10, 17, 25 and 26 print the same: then each must be among those that fit, and name the first. */
static void every_documented_text_names_its_row(void **state)
{
    const struct fixture *const fixture = *state;

    for (size_t i = 0; i < library_count(fixture->shipped); i++) {
        const struct scenario *const scenario = library_at(fixture->shipped, i);
        for (size_t j = 0; j < scenario->errors.count; j++) {
            const char *const text = scenario->errors.items[j];
            CLEANUP(diagnoses_free) struct diagnoses *diagnoses = classify_text(fixture->catalogue, text, strlen(text));
            const struct diagnosis *const named = find(diagnoses, scenario->id);
            if (!named || (named != diagnoses->items && !tells_apart(named, diagnoses->items[0].id)))
                fail_msg("%s is not named by: %s", scenario->id, text);
        }
    }
}

static void refuses_a_sign_that_cannot_be_compared(void **state)
{
    char text[] = "99999999999999";
    struct sign_condition condition = {SIGN_STATUS, text};
    struct sign sign = {&condition, 1, 0.5, 7};
    struct error error = {""};
    const struct fixture *const fixture = *state;
    struct scenario *const scenario = (struct scenario *)library_at(fixture->own, 0);
    struct sign *const signs = scenario->signs;
    const size_t count = scenario->sign_count;

    scenario->signs = &sign;
    scenario->sign_count = 1;
    assert_null(classifier_new(fixture->own, &error));
    scenario->signs = signs;
    scenario->sign_count = count;
    assert_non_null(strstr(error.text, "y1.xml:7: <status> cannot be \"99999999999999\""));
}

static void prints_for_people(void **state)
{
    const struct fixture *const fixture = *state;
    CLEANUP(lookup_free) struct lookup *lookup = refused(401, NULL);
    CLEANUP(diagnoses_free) struct diagnoses *diagnoses = classify_lookup(fixture->classifier, lookup);
    CLEANUP(cleanup_string) char *text = NULL;
    size_t size = 0;
    FILE *const memory = open_memstream(&text, &size);
    const struct display display = display_plain(memory);

    diagnoses_print(diagnoses, false, &display);
    fclose(memory);
    assert_string_equal(text, "y1  A plain refusal (40 %)\n"
                              "    because   HTTP status 401 at availability\n"
                              "    cause     A cause\n"
                              "    check     [exo] Get-It joe@contoso.com\n"
                              "    repair    A remedy\n"
                              "              [onprem] Set-It <On-Premises EWS URL>\n"
                              "    not       y2: That one has a reason.\n"
                              "    next      Get-Something\n");
}

int main(void)
{
    const struct CMUnitTest fixed[] = {
        cmocka_unit_test(gives_all_that_fit_best_first),
        cmocka_unit_test(the_request_for_a_token_tells_bare_401s_apart),
        cmocka_unit_test(one_condition_that_fails_rules_a_sign_out),
        cmocka_unit_test(a_failure_no_sign_knows_is_unknown),
        cmocka_unit_test(a_success_has_no_failure),
        cmocka_unit_test(a_saved_lookup_is_read_as_evidence),
        cmocka_unit_test(what_is_named_has_no_advice_until_it_is_asked_for),
        cmocka_unit_test(the_json_is_the_contract),
        cmocka_unit_test(every_documented_text_names_its_row),
        cmocka_unit_test(refuses_a_sign_that_cannot_be_compared),
        cmocka_unit_test(prints_for_people),
    };
    struct CMUnitTest table[ARRAY_SIZE(rows)];
    int failed;

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        table[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = classifies_text, .initial_state = (void *)(uintptr_t)&rows[i]};
    failed = cmocka_run_group_tests_name("classify", fixed, set_up, tear_down);
    set_up(&shared);
    failed += cmocka_run_group_tests_name("classify text", table, NULL, NULL);
    tear_down(&shared);
    return failed;
}
