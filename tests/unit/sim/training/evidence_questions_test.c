/* SPDX-License-Identifier: MIT */
/* Every choice of each question, and which one is right for what was seen. */
#include "training/evidence_questions.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "evidence/evidence.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static char *hop_names[] = {(char *)"route", (char *)"tls"};
static struct drawn_choice choices[] = {{.text = "this one", .right = true}, {.text = "that one"}};

static const struct drawn_ticket drawn = {
    .ticket = {.hops = {hop_names, 2}}, .rows = choices, .row_count = ARRAY_SIZE(choices)};

/* What each question asks, and its choices, with a star at those that are right. */
static const char asked[] = "Which direction?\n"
                            "  a user in the cloud asks for somebody on the premises\n"
                            "  a user on the premises asks for somebody in the cloud\n"
                            "  a tenant asks another tenant\n"
                            "  the premises ask another organization's premises, or their own\n"
                            "  a user's own client asks the user's own side\n"
                            "Who answered at the hop that failed?\n"
                            "* nobody\n"
                            "  a device in front, or a server that is no Exchange\n"
                            "  IIS or http.sys of the asked server, before Exchange\n"
                            "  Exchange\n"
                            "  the federation gateway or the token service\n"
                            "At which layer did it end?\n"
                            "* the asking organization's own settings; no packet left it\n"
                            "  name resolution\n"
                            "  the TCP connection\n"
                            "* the TLS handshake\n"
                            "  getting a token\n"
                            "  Autodiscover\n"
                            "  the availability request itself\n"
                            "Which failure is it?\n"
                            "* this one\n"
                            "  that one\n";

static void asks_all_of_it(void **state)
{
    CLEANUP(lookup_free) struct lookup *lookup = lookup_new("a@b", "c@d");
    CLEANUP(cleanup_string) char *text = NULL;
    struct evidence_question questions[EVIDENCE_QUESTIONS];
    size_t length = 0;
    FILE *const output = open_memstream(&text, &length);

    (void)state;
    evidence_questions(&drawn, lookup, questions);
    for (size_t i = 0; i < EVIDENCE_QUESTIONS; i++) {
        fprintf(output, "%s\n", questions[i].asks);
        for (size_t j = 0; j < questions[i].count; j++)
            fprintf(output, "%s%s\n", questions[i].right[j] ? "* " : "  ", questions[i].choices[j]);
    }
    fclose(output);
    assert_string_equal(text, asked);
}

static const char *const directions[] = {"cloud-to-on-premises", "on-premises-to-cloud", "cloud-to-cloud",
                                         "on-premises-to-on-premises", "client"};

static void knows_the_direction(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(directions); i++) {
        CLEANUP(lookup_free) struct lookup *lookup = lookup_new("a@b", "c@d");
        struct evidence_question questions[EVIDENCE_QUESTIONS];
        evidence_set(&lookup->direction, directions[i]);
        evidence_questions(&drawn, lookup, questions);
        for (size_t j = 0; j < questions[0].count; j++)
            assert_int_equal(questions[0].right[j], i == j);
    }
}

enum { NOBODY, IN_FRONT, WEB_SERVER, EXCHANGE, TOKENS };

static const struct answered {
    const char *name;
    enum hop step;
    int status;
    const char *header, *value;
    size_t right;
} rows[] = {
    {"no answer", HOP_AVAILABILITY, 0, NULL, NULL, NOBODY},
    {"no answer, of a token service", HOP_TOKEN, 0, NULL, NULL, NOBODY},
    {"the least of statuses", HOP_AVAILABILITY, 1, NULL, NULL, IN_FRONT},
    {"no mark", HOP_AVAILABILITY, 401, NULL, NULL, IN_FRONT},
    {"another server", HOP_AVAILABILITY, 403, "Server", "nginx", IN_FRONT},
    {"a token service", HOP_TOKEN, 400, "X-FEServer", "EX01", TOKENS},
    {"the front end", HOP_AVAILABILITY, 401, "X-FEServer", "EX01", EXCHANGE},
    {"the back end", HOP_AUTODISCOVER, 500, "X-BEServer", "EX01", EXCHANGE},
    {"the proxy of Exchange", HOP_AVAILABILITY, 503, "X-CalculatedBETarget", "ex01", EXCHANGE},
    {"IIS", HOP_AVAILABILITY, 404, "X-Powered-By", "ASP.NET", WEB_SERVER},
    {"http.sys", HOP_AVAILABILITY, 503, "Server", "Microsoft-HTTPAPI/2.0", WEB_SERVER},
    {"the name of IIS alone, which a device lets through", HOP_AVAILABILITY, 503, "Server", "Microsoft-IIS/10.0",
     IN_FRONT},
};

static void knows_who_answered(void **state)
{
    const struct answered *const row = *state;
    CLEANUP(lookup_free) struct lookup *lookup = lookup_new("a@b", "c@d");
    struct evidence *const record = lookup_add(lookup, row->step, row->step);
    struct evidence_question questions[EVIDENCE_QUESTIONS];

    record->outcome = OUTCOME_HTTP_STATUS;
    record->http_status = row->status;
    if (row->header)
        evidence_add_header(record, row->header, row->value);
    evidence_questions(&drawn, lookup, questions);
    for (size_t i = 0; i < questions[1].count; i++)
        assert_int_equal(questions[1].right[i], i == row->right);
}

/* So many rows as can be shown, and no more. */
static void a_question_has_an_end(void **state)
{
    static struct drawn_choice many[EVIDENCE_MOST_CHOICES + 1];
    const struct drawn_ticket crowded = {.rows = many, .row_count = ARRAY_SIZE(many)};
    CLEANUP(lookup_free) struct lookup *lookup = lookup_new("a@b", "c@d");
    struct evidence_question questions[EVIDENCE_QUESTIONS];

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(many); i++)
        many[i] = (struct drawn_choice){.text = "row", .right = true};
    evidence_questions(&crowded, lookup, questions);
    assert_int_equal(questions[3].count, EVIDENCE_MOST_CHOICES);
    assert_true(questions[3].right[EVIDENCE_MOST_CHOICES - 1]);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 3] = {cmocka_unit_test(asks_all_of_it),
                                                     cmocka_unit_test(knows_the_direction),
                                                     cmocka_unit_test(a_question_has_an_end)};

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[3 + i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = knows_who_answered, .initial_state = (void *)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
