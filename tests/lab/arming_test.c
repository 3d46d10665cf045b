/* SPDX-License-Identifier: MIT */
/* Several scenarios at once, one undone, a lab reset between tests, labs side by side; what is counted is no socket's. */
#include "base/cleanup.h"
#include "base/text.h"
#include "support/raw_client.h"
#include "support/running_lab.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define PROTOCOL "32a"     /* the premises speak no TLS that the cloud speaks */
#define PREMISES_ASK "28a" /* their way to the cloud is cut */
#define AMBIGUOUS "06"     /* two people share the asking user's address */

static const char *const both[] = {AMBIGUOUS, PROTOCOL};

static int start(void **state)
{
    static struct running_lab lab;

    running_lab_start_with(&lab, 7);
    *state = &lab;
    return 0;
}

static int stop(void **state)
{
    running_lab_stop(*state);
    return 0;
}

static void arm(struct running_lab *lab, const char *const *ids, size_t count, bool keep)
{
    struct error error = {""};

    if (!lab_arm_all(lab->running, ids, count, keep, &error))
        fail_msg("%s", error.text);
}

static void disarm_one(struct running_lab *lab, const char *id)
{
    struct error error = {""};

    if (!lab_disarm_one(lab->running, id, &error))
        fail_msg("%s", error.text);
}

static void reset(struct running_lab *lab)
{
    struct error error = {""};

    if (!lab_reset(lab->running, &error))
        fail_msg("%s", error.text);
}

/* "ok", or how the look-up ended. */
static const char *outcome(struct running_lab *lab)
{
    CLEANUP(lookup_free) struct lookup *lookup = running_lab_look_up(lab, NULL);
    const struct evidence *failure = lookup_failure(lookup);

    return lookup->ok ? "ok" : outcome_name(failure->outcome);
}

static void breaks_in_several_ways(void **state)
{
    struct running_lab *lab = *state;

    arm(lab, both, 2, false);
    assert_string_equal(outcome(lab), "tls-alert");
    running_lab_run(lab, "lab", "Set-LabTls onprem -MinimumProtocol Tls12 -MaximumProtocol Tls13");
    assert_string_equal(outcome(lab), "http-status");
    running_lab_run(lab, "onprem", "Remove-Mailbox \"Ann Berg (merged forest)\"");
    assert_string_equal(outcome(lab), "ok");
}

static void undoes_one_of_several(void **state)
{
    struct running_lab *lab = *state;

    arm(lab, both, 2, false);
    disarm_one(lab, PROTOCOL);
    assert_string_equal(outcome(lab), "http-status");
    arm(lab, both + 1, 1, true);
    disarm_one(lab, AMBIGUOUS);
    assert_string_equal(outcome(lab), "tls-alert");
    disarm_one(lab, PROTOCOL);
    assert_string_equal(outcome(lab), "ok");
}

static void repairs_one_of_several(void **state)
{
    struct running_lab *lab = *state;
    struct error error = {""};

    arm(lab, both, 2, false);
    assert_true(lab_repair_one(lab->running, PROTOCOL, &error));
    assert_string_equal(outcome(lab), "http-status");
    assert_true(lab_repair(lab->running, &error) || *error.text);
    arm(lab, both, 2, false);
    assert_true(lab_repair(lab->running, &error));
    assert_string_equal(outcome(lab), "ok");
}

static void refuses(bool done, const struct error *error, const char *sentence)
{
    assert_false(done);
    if (!strstr(error->text, sentence))
        fail_msg("%s", error->text);
}

static void undoes_nothing_that_others_changed(void **state)
{
    struct running_lab *lab = *state;
    struct error error = {""};

    arm(lab, both, 2, false);
    running_lab_run(lab, "exo", "Get-IntraOrganizationConnector"); /* to look changes nothing */
    running_lab_run(lab, "onprem",
                    "New-Mailbox -Name Eve -Alias eve -PrimarySmtpAddress eve@contoso.com "
                    "-EmailAddresses SMTP:eve@contoso.com -UserPrincipalName eve@contoso.com");
    refuses(lab_disarm_one(lab->running, PROTOCOL, &error), &error,
            "32a cannot be undone alone: the settings were changed 1 times since");
    running_lab_run(lab, "onprem", "Get-Mailbox eve@contoso.com"); /* and nothing was */
    assert_string_equal(outcome(lab), "tls-alert");
}

static void knows_what_is_armed(void **state)
{
    struct running_lab *lab = *state;
    const char *const unknown[] = {AMBIGUOUS, "nonsense"};
    struct error error = {""};

    arm(lab, both, 1, false);
    refuses(lab_disarm_one(lab->running, "13", &error), &error, "13 is not armed; armed: 06a");
    refuses(lab_disarm_one(lab->running, "nonsense", &error), &error, "there is no scenario nonsense");
    refuses(lab_repair_one(lab->running, "13", &error), &error, "13 is not armed");
    refuses(lab_arm_all(lab->running, unknown, 2, false, &error), &error, "there is no scenario nonsense");
    assert_string_equal(outcome(lab), "http-status"); /* as before */
    assert_true(lab_disarm(lab->running, &error));
    refuses(lab_disarm_one(lab->running, AMBIGUOUS, &error), &error, "06 is not armed, nor is anything else");
    refuses(lab_repair(lab->running, &error), &error, "nothing is armed");
}

/* The twin is there already, so the second arming of the same cannot run. */
static void an_arming_that_fails_leaves_no_trace(void **state)
{
    struct running_lab *lab = *state;
    const char *const more[] = {PROTOCOL, AMBIGUOUS};
    struct error error = {""};

    arm(lab, both, 1, false);
    refuses(lab_arm_all(lab->running, more, 2, true, &error), &error, "06-ambiguous-user.xml:");
    assert_string_equal(outcome(lab), "http-status");
    refuses(lab_disarm_one(lab->running, PROTOCOL, &error), &error, "32a is not armed");
    disarm_one(lab, AMBIGUOUS);
    assert_string_equal(outcome(lab), "ok");
}

/* Who asks for whom, by which program, in which organisation, is as it was. */
static void an_arming_that_fails_leaves_the_look_up(void **state)
{
    static const char *const failing[][3] = {{"00k", AMBIGUOUS, AMBIGUOUS}, {PREMISES_ASK, AMBIGUOUS, AMBIGUOUS}};
    static const char *const armed[] = {AMBIGUOUS, "00k", PREMISES_ASK};
    struct running_lab *lab = *state;
    struct error error = {""};

    for (size_t i = 0; i < ARRAY_SIZE(armed); i++) {
        arm(lab, &armed[i], 1, false);
        CLEANUP(cleanup_string) char *before = lab_ready_json(lab->running);
        for (size_t k = 0; k < ARRAY_SIZE(failing); k++) {
            refuses(lab_arm_all(lab->running, failing[k], 3, false, &error), &error, "06-ambiguous-user.xml:");
            CLEANUP(cleanup_string) char *after = lab_ready_json(lab->running);
            assert_string_equal(after, before);
        }
    }
}

static void a_reset_goes_back_to_the_start(void **state)
{
    struct running_lab *lab = *state;

    arm(lab, both, 2, false);
    running_lab_run(lab, "onprem", "$a=Get-Date");
    assert_string_equal(outcome(lab), "tls-alert");
    assert_true(running_lab_count(lab, "onprem", 0) > 0);
    reset(lab);
    assert_int_equal(running_lab_count(lab, "onprem", 0), 0);
    assert_string_equal(outcome(lab), "ok");
}

static void a_reset_arms_what_was_armed_at_the_start(void **state)
{
    static const char *const ids[] = {AMBIGUOUS, NULL};
    const struct lab_options options = {.armed = ids};
    struct error error = {""};
    struct running_lab lab = {lab_start(&options, &error)};

    (void)state;
    assert_non_null(lab.running);
    assert_string_equal(outcome(&lab), "http-status");
    assert_true(lab_repair(lab.running, &error));
    assert_string_equal(outcome(&lab), "ok");
    reset(&lab);
    assert_string_equal(outcome(&lab), "http-status");
    running_lab_stop(&lab);
}

static void a_lab_does_not_start_with_what_is_unknown(void **state)
{
    static const char *const ids[] = {AMBIGUOUS, "99", NULL};
    const struct lab_options options = {.armed = ids};
    struct error error = {""};

    (void)state;
    assert_null(lab_start(&options, &error));
    assert_non_null(strstr(error.text, "there is no scenario 99"));
}

/* ---- counts ---- */

#define PAGE "Sign in at the gateway"

static size_t pages_in(const char *answers)
{
    size_t count = 0;

    while ((answers = strstr(answers, PAGE))) {
        answers += sizeof PAGE - 1;
        count++;
    }
    return count;
}

static size_t pages_by_one_connection(struct running_lab *lab, const char *headers)
{
    CLEANUP(cleanup_string)
    char *request = text_format("GET /EWS/x HTTP/1.1\r\nHost: mail.contoso.com\r\n%s\r\n", headers);
    CLEANUP(cleanup_string) char *three = text_format("%s%s%s", request, request, request);
    const unsigned port = lab_port(lab->running, "mail.contoso.com");
    CLEANUP(cleanup_string)
    char *answers = raw_exchange(port, "mail.contoso.com", three, strlen(three), RAW_HALF_CLOSE);

    return pages_in(answers);
}

static size_t pages_by_three_connections(struct running_lab *lab, const char *headers)
{
    CLEANUP(cleanup_string)
    char *request =
        text_format("GET /EWS/x HTTP/1.1\r\nHost: mail.contoso.com\r\nConnection: close\r\n%s\r\n", headers);
    const unsigned port = lab_port(lab->running, "mail.contoso.com");
    size_t pages = 0;

    for (int i = 0; i < 3; i++) {
        CLEANUP(cleanup_string)
        char *answer = raw_exchange(port, "mail.contoso.com", request, strlen(request), RAW_WAIT);
        pages += pages_in(answer);
    }
    return pages;
}

#define PROXY "Set-LabReverseProxy onprem -Device Proxy -PreAuthenticatedPaths /EWS -First 2"

static void a_kept_connection_and_new_ones_are_counted_alike(void **state)
{
    struct running_lab *lab = *state;

    reset(lab);
    running_lab_run(lab, "lab", PROXY);
    assert_int_equal(pages_by_one_connection(lab, ""), 2);
    assert_int_equal(pages_by_three_connections(lab, ""), 0);
    running_lab_run(lab, "lab", "Set-LabReverseProxy onprem -First 0"); /* another rule: its count begins anew */
    running_lab_run(lab, "lab", PROXY);
    assert_int_equal(pages_by_three_connections(lab, ""), 2);
}

/* The second arming of the same cannot run, and undoes the first: neither rule nor count begins anew. */
static void what_fails_counts_nothing_anew(void **state)
{
    struct running_lab *lab = *state;
    static const char *const twice[] = {AMBIGUOUS, AMBIGUOUS};
    struct error error = {""};

    reset(lab);
    running_lab_run(lab, "lab", PROXY);
    assert_int_equal(pages_by_three_connections(lab, ""), 2);
    refuses(lab_arm_all(lab->running, twice, 2, false, &error), &error, "06-ambiguous-user.xml:");
    assert_int_equal(pages_by_three_connections(lab, ""), 0);
    running_lab_run(lab, "lab", "Set-LabReverseProxy onprem -PreAuthenticatedPaths $null -First $null");
    assert_string_equal(outcome(lab), "ok");
}

static void conversations_do_not_use_up_each_others_counts(void **state)
{
    struct running_lab *lab = *state;

    reset(lab);
    running_lab_run(lab, "lab", PROXY " -PerConversation $true");
    assert_int_equal(pages_by_three_connections(lab, "User-Agent: one\r\n"), 2);
    assert_int_equal(pages_by_one_connection(lab, "User-Agent: two\r\n"), 2);
    assert_int_equal(pages_by_one_connection(lab, "User-Agent: one\r\n"), 0);
    assert_int_equal(pages_by_one_connection(lab, "User-Agent: one\r\nX-AnchorMailbox: joe@contoso.com\r\n"), 2);
    running_lab_run(lab, "lab", "Set-LabReverseProxy onprem -PreAuthenticatedPaths $null -First $null");
}

/* ---- side by side ---- */

struct worker {
    pthread_t thread;
    const char *id, *expected;
    size_t wrong;
};

static void *work(void *context)
{
    struct worker *worker = context;
    struct running_lab lab;
    struct error error;

    running_lab_start(&lab);
    for (int i = 0; i < 4; i++) {
        worker->wrong += !lab_arm(lab.running, worker->id, &error);
        worker->wrong += strcmp(outcome(&lab), worker->expected) != 0;
        worker->wrong += !lab_repair(lab.running, &error);
        worker->wrong += strcmp(outcome(&lab), "ok") != 0;
        worker->wrong += !lab_reset(lab.running, &error);
    }
    running_lab_stop(&lab);
    return NULL;
}

static void labs_side_by_side_do_not_meet(void **state)
{
    struct worker workers[] = {{.id = AMBIGUOUS, .expected = "http-status"},
                               {.id = PROTOCOL, .expected = "tls-alert"},
                               {.id = "29", .expected = "name-not-resolved"},
                               {.id = "13", .expected = "http-status"}};

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(workers); i++)
        assert_int_equal(pthread_create(&workers[i].thread, NULL, work, &workers[i]), 0);
    for (size_t i = 0; i < ARRAY_SIZE(workers); i++) {
        pthread_join(workers[i].thread, NULL);
        assert_int_equal(workers[i].wrong, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(breaks_in_several_ways),
        cmocka_unit_test(undoes_one_of_several),
        cmocka_unit_test(repairs_one_of_several),
        cmocka_unit_test(undoes_nothing_that_others_changed),
        cmocka_unit_test(knows_what_is_armed),
        cmocka_unit_test(an_arming_that_fails_leaves_no_trace),
        cmocka_unit_test(an_arming_that_fails_leaves_the_look_up),
        cmocka_unit_test(a_reset_goes_back_to_the_start),
        cmocka_unit_test(a_reset_arms_what_was_armed_at_the_start),
        cmocka_unit_test(a_lab_does_not_start_with_what_is_unknown),
        cmocka_unit_test(a_kept_connection_and_new_ones_are_counted_alike),
        cmocka_unit_test(what_fails_counts_nothing_anew),
        cmocka_unit_test(conversations_do_not_use_up_each_others_counts),
        cmocka_unit_test(labs_side_by_side_do_not_meet),
    };

    return cmocka_run_group_tests_name("arming", tests, start, stop);
}
