/* SPDX-License-Identifier: MIT */
/* Causes that strike some and spare others, and what stands next to each defect: the same without it works. */
#include "base/cleanup.h"
#include "base/text.h"
#include "support/running_lab.h"
#include "vocabulary/exchange_names.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define AGENT_URL                                                                                                      \
    "https://3c1f6a70-92d4-4b8e-a5c3-7e20d91b64f8.resource.mailboxmigration.his.msappproxy.net/EWS/Exchange.asmx"

static int start(void **state)
{
    struct running_lab *lab = calloc(1, sizeof *lab);

    if (!lab)
        abort();
    running_lab_start(lab);
    *state = lab;
    return 0;
}

static int stop(void **state)
{
    running_lab_stop(*state);
    free(*state);
    return 0;
}

/* One letter a look-up: '.' success, 'x' failure. */
static const char *pattern(struct running_lab *lab, size_t count, char buffer[64])
{
    for (size_t i = 0; i < count; i++) {
        CLEANUP(lookup_free) struct lookup *lookup = running_lab_look_up(lab, NULL);
        buffer[i] = lookup->ok ? '.' : 'x';
    }
    buffer[count] = '\0';
    return buffer;
}

static void expect(struct running_lab *lab, enum outcome outcome)
{
    CLEANUP(lookup_free) struct lookup *lookup = running_lab_look_up(lab, NULL);
    const struct evidence *failure = lookup_failure(lookup);

    if (outcome == OUTCOME_OK && !lookup->ok)
        fail_msg("%s", lookup->error_text);
    assert_string_equal(lookup->ok ? "ok" : outcome_name(failure->outcome), outcome_name(outcome));
}

static void one_mailbox_server_is_shut_out_and_another_is_not(void **state)
{
    struct running_lab *lab = *state;

    running_lab_arm(lab, "04c");
    CLEANUP(lookup_free) struct lookup *bob = running_lab_look_up_as(lab, "bob@contoso.com");
    CLEANUP(lookup_free) struct lookup *ann = running_lab_look_up_as(lab, "ann@contoso.com");
    assert_int_equal(lookup_failure(bob)->outcome, OUTCOME_CONNECT_TIMEOUT);
    assert_string_equal(lookup_failure(bob)->os_error, "ETIMEDOUT");
    assert_true(text_contains(bob->error_text, "has failed to respond 127.0.0.1:443 at System.Net"));
    assert_true(ann->ok);
}

static void each_server_behind_a_name_has_its_turn(void **state)
{
    struct running_lab *lab = *state;
    char seen[64];

    running_lab_run(lab, "lab", "New-LabLoadBalancer onprem -Servers EX01,EX02,EX03");
    running_lab_run(lab, "onprem", "New-LabApplicationPool 'EX02\\MSExchangeServicesAppPool' -Server EX02");
    assert_string_equal(pattern(lab, 3, seen), "...");
    running_lab_run(lab, "onprem", "Set-LabApplicationPool 'EX02\\MSExchangeServicesAppPool' -Status Stopped");
    assert_string_equal(pattern(lab, 6, seen), ".x..x.");
}

static void answers_name_the_server_that_gave_them(void **state)
{
    static const char *const servers[] = {"EX01", "EX02"};
    struct running_lab *lab = *state;

    running_lab_run(lab, "lab", "New-LabLoadBalancer onprem -Servers EX01,EX02");
    for (size_t i = 0; i < 4; i++) {
        CLEANUP(lookup_free) struct lookup *lookup = running_lab_look_up(lab, NULL);
        const struct evidence *last = &lookup->evidence[lookup->evidence_count - 1];
        assert_string_equal(evidence_header(last, HEADER_FE_SERVER), servers[i % 2]);
    }
}

static void the_first_few_fail_and_then_none(void **state)
{
    struct running_lab *lab = *state;
    char seen[64];

    running_lab_run(lab, "lab", "Set-LabFirewall onprem -Inbound reset-after-request -Names mail.contoso.com -First 2");
    assert_string_equal(pattern(lab, 4, seen), "xx..");
    running_lab_run(lab, "lab", "Set-LabFirewall onprem -Amount 1"); /* the rule itself: its count begins anew */
    assert_string_equal(pattern(lab, 3, seen), "xx.");
    running_lab_arm(lab, "00a");
    running_lab_run(lab, "lab", "Set-LabFirewall onprem -Inbound reset-after-request -Names mail.contoso.com -First 2");
    assert_string_equal(pattern(lab, 3, seen), "xx."); /* armed: as new */
}

/* What strikes some is no wall: the others' connections are taken. */
static void a_firewall_that_spares_some_takes_every_connection(void **state)
{
    static const struct {
        const char *restriction, *seen;
    } walls[] = {{"", "xx"}, {" -Servers EX02", ".x"}, {" -First 1", "x."}, {" -Probability 0", ".."}};
    struct running_lab *lab = *state;
    char seen[64];

    for (size_t i = 0; i < ARRAY_SIZE(walls); i++) {
        CLEANUP(cleanup_string)
        char *wall =
            text_format("Set-LabFirewall onprem -Inbound refuse -Names mail.contoso.com%s", walls[i].restriction);
        running_lab_arm(lab, "00a"); /* as new */
        running_lab_run(lab, "lab", "New-LabLoadBalancer onprem -Servers EX01,EX02");
        running_lab_run(lab, "lab", wall);
        assert_string_equal(pattern(lab, 2, seen), walls[i].seen);
    }
}

/* Nobody learns from a "temporary" failure that comes back with every wrong repair. */
static void a_change_elsewhere_brings_no_fault_back(void **state)
{
    static const struct {
        const char *at, *command;
    } wrong[] = {
        {"lab", "Set-LabDnsRecord notes.server.com -Party exo"},
        {"lab", "Set-LabFirewall exo -Amount 5"},
        {"lab", "Set-LabReverseProxy onprem -Device TMG"},
        {"onprem", "Set-IntraOrganizationConnector 'HybridIOC*' -Enabled $false"},
    };
    struct running_lab *lab = *state;
    char seen[64];

    running_lab_run(lab, "lab", "Set-LabFirewall onprem -Inbound reset-after-request -Names mail.contoso.com -First 1");
    assert_string_equal(pattern(lab, 2, seen), "x.");
    for (size_t i = 0; i < ARRAY_SIZE(wrong); i++) {
        running_lab_run(lab, wrong[i].at, wrong[i].command);
        assert_string_equal(pattern(lab, 1, seen), ".");
    }
    running_lab_run(lab, "lab", "Remove-LabFirewall onprem");
    running_lab_run(lab, "lab", "New-LabFirewall onprem -Inbound reset-after-request -Names mail.contoso.com -First 1");
    assert_string_equal(pattern(lab, 2, seen), "x."); /* a rule made anew is another */
}

static void devices_count_requests_too(void **state)
{
    struct running_lab *lab = *state;
    char seen[64];

    running_lab_run(lab, "lab", "Set-LabReverseProxy onprem -Device TMG -PreAuthenticatedPaths /EWS -First 1");
    assert_string_equal(pattern(lab, 3, seen), "x..");
}

static void run_by_chance(uint64_t seed, char seen[64])
{
    struct running_lab lab;

    running_lab_start_with(&lab, seed);
    assert_int_equal(lab_seed(lab.running), seed);
    running_lab_arm(&lab, "07c");
    pattern(&lab, 24, seen);
    running_lab_stop(&lab);
}

static void chance_is_repeated_by_the_seed(void **state)
{
    char first[64], again[64], other[64];

    (void)state;
    run_by_chance(7, first);
    run_by_chance(7, again);
    run_by_chance(8, other);
    assert_string_equal(first, again);
    assert_string_not_equal(first, other);
    assert_true(strchr(first, '.') && strchr(first, 'x'));
}

/* Started in one second, they share neither request ids nor chance. */
static void labs_draw_seeds_of_their_own(void **state)
{
    struct running_lab one, other;

    (void)state;
    running_lab_start(&one);
    running_lab_start(&other);
    assert_int_not_equal(lab_seed(one.running), lab_seed(other.running));
    assert_true(lab_seed(one.running) < UINT64_C(1) << 53); /* JSON and --seed take it */
    running_lab_stop(&other);
    running_lab_stop(&one);
}

static const struct certificate_row {
    const char *kind;
    bool checked; /* does the asking side check revocation? */
    enum outcome outcome;
} certificates[] = {
    {"good", false, OUTCOME_OK},
    {"good", true, OUTCOME_OK},
    {"with-intermediate", false, OUTCOME_OK},
    {"with-intermediate", true, OUTCOME_OK},
    {"missing-intermediate", false, OUTCOME_CERTIFICATE_UNTRUSTED},
    {"strong-rsa", false, OUTCOME_OK},
    {"strong-rsa", true, OUTCOME_OK},
    {"weak-key", false, OUTCOME_CERTIFICATE_UNTRUSTED},
    {"revoked", false, OUTCOME_OK},
    {"revoked", true, OUTCOME_CERTIFICATE_UNTRUSTED},
    {"expired", false, OUTCOME_CERTIFICATE_UNTRUSTED},
    {"not-yet-valid", false, OUTCOME_CERTIFICATE_UNTRUSTED},
    {"self-signed", false, OUTCOME_CERTIFICATE_UNTRUSTED},
    {"unknown-ca", false, OUTCOME_CERTIFICATE_UNTRUSTED},
    {"misnamed", false, OUTCOME_CERTIFICATE_MISNAMED},
};

static void certificates_are_taken_or_not(void **state)
{
    struct running_lab *lab = *state;

    for (size_t i = 0; i < ARRAY_SIZE(certificates); i++) {
        const struct certificate_row *row = &certificates[i];
        CLEANUP(cleanup_string) char *show = text_format("Set-LabTls onprem -Certificate %s", row->kind);
        running_lab_run(lab, "lab", show);
        running_lab_run(lab, "exo",
                        row->checked ? "Set-LabAvailabilityService -CheckRevocation $true"
                                     : "Set-LabAvailabilityService -CheckRevocation $false");
        print_message("%s%s\n", row->kind, row->checked ? ", checked" : "");
        expect(lab, row->outcome);
    }
}

static void the_agent_passes_requests_on(void **state)
{
    struct running_lab *lab = *state;

    running_lab_run(lab, "exo", "Set-IntraOrganizationConnector 'HybridIOC*' -TargetSharingEpr " AGENT_URL);
    expect(lab, OUTCOME_OK);
    assert_true(running_lab_count(lab, "hybrid-agent", 200) > 0);
    assert_true(running_lab_count(lab, "onprem", 200) > 0);
}

static void exchange_itself_refuses_a_program(void **state)
{
    struct running_lab *lab = *state;

    running_lab_arm(lab, "x403a");
    CLEANUP(lookup_free) struct lookup *lookup = running_lab_look_up(lab, NULL);
    const struct evidence *failure = lookup_failure(lookup);
    assert_int_equal(failure->hop, HOP_AVAILABILITY);
    assert_int_equal(failure->http_status, 403);
    assert_string_equal(failure->reason, "Forbidden");
    assert_non_null(evidence_header(failure, HEADER_FE_SERVER));
    assert_non_null(evidence_header(failure, HEADER_REQUEST_ID));
}

static void patience_is_a_setting_of_who_asks(void **state)
{
    struct running_lab *lab = *state;
    double began;

    running_lab_run(lab, "exo", "Set-LabAvailabilityService -AnswerMilliseconds 100");
    running_lab_run(lab, "lab", "Set-LabFirewall onprem -Inbound silence -Names mail.contoso.com");
    began = clock_ms();
    expect(lab, OUTCOME_TIMEOUT);
    assert_true(clock_ms() - began < 1500);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(one_mailbox_server_is_shut_out_and_another_is_not, start, stop),
        cmocka_unit_test_setup_teardown(each_server_behind_a_name_has_its_turn, start, stop),
        cmocka_unit_test_setup_teardown(answers_name_the_server_that_gave_them, start, stop),
        cmocka_unit_test_setup_teardown(the_first_few_fail_and_then_none, start, stop),
        cmocka_unit_test_setup_teardown(a_firewall_that_spares_some_takes_every_connection, start, stop),
        cmocka_unit_test_setup_teardown(a_change_elsewhere_brings_no_fault_back, start, stop),
        cmocka_unit_test_setup_teardown(devices_count_requests_too, start, stop),
        cmocka_unit_test(chance_is_repeated_by_the_seed),
        cmocka_unit_test(labs_draw_seeds_of_their_own),
        cmocka_unit_test_setup_teardown(certificates_are_taken_or_not, start, stop),
        cmocka_unit_test_setup_teardown(the_agent_passes_requests_on, start, stop),
        cmocka_unit_test_setup_teardown(exchange_itself_refuses_a_program, start, stop),
        cmocka_unit_test_setup_teardown(patience_is_a_setting_of_who_asks, start, stop),
    };

    return cmocka_run_group_tests_name("network", tests, NULL, NULL);
}
