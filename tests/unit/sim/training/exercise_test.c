/* SPDX-License-Identifier: MIT */
/* Tickets are solved by the documented repair, and not by a wrong answer, by opening too much, or by nothing. */
#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "evidence/evidence.h"
#include "support/exercise_bench.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct training_data *data;
static time_t now = 1000;

static time_t clock_of_test(void *context)
{
    return *(time_t *)context;
}

static struct exercise *start(const char *id)
{
    return exercise_of(data, id, clock_of_test, &now);
}

static void a_wrong_answer_is_told_what_it_overlooked(void **state)
{
    CLEANUP(exercise_end) struct exercise *exercise = start("06a");
    const struct exercise_judgement judgement = exercise_give(exercise, false);

    (void)state;
    assert_false(judgement.row);
    assert_true(judgement.hop && judgement.refutation);
    assert_non_null(judgement.told);
    assert_int_equal(exercise_stage(exercise), EXERCISE_OPEN);
    exercise_repair(exercise, data, "06a");
    CLEANUP(cleanup_string) char *after = exercise_wrong_checks(exercise);
    assert_string_equal(after, "");
    assert_int_equal(exercise_stage(exercise), EXERCISE_OPEN);
    assert_true(exercise_give(exercise, true).row);
    CLEANUP(cleanup_string) char *again = exercise_wrong_checks(exercise);
    assert_int_equal(exercise_stage(exercise), EXERCISE_SOLVED);
    assert_int_equal(exercise_points(exercise), 75);
}

static void no_answer_solves_nothing(void **state)
{
    CLEANUP(exercise_end) struct exercise *exercise = start("06a");

    (void)state;
    exercise_repair(exercise, data, "06a");
    CLEANUP(cleanup_string) char *after = exercise_wrong_checks(exercise);
    assert_string_equal(after, "");
    assert_int_equal(exercise_stage(exercise), EXERCISE_OPEN);
    assert_int_equal(exercise_points(exercise), 0);
}

static void no_repair_solves_nothing(void **state)
{
    CLEANUP(exercise_end) struct exercise *exercise = start("06a");

    (void)state;
    assert_true(exercise_give(exercise, true).row);
    CLEANUP(cleanup_string) char *after = exercise_wrong_checks(exercise);
    assert_non_null(strstr(after, "ann@contoso.com sees when joe@contoso.com is free (Proxy web request failed."));
    assert_int_equal(exercise_stage(exercise), EXERCISE_ANSWERED);
}

static const struct too_much {
    const char *name, *id, *at, *command, *check;
} too_much[] = {
    {"Basic authentication everywhere", "06a", "onprem",
     "Get-WebServicesVirtualDirectory | Set-WebServicesVirtualDirectory -BasicAuthentication $true",
     "No Basic authentication"},
    {"a relationship that is gone", "06a", "onprem", "Remove-OrganizationRelationship Adatum",
     "The relationship with Adatum"},
    {"a relationship for everybody", "06a", "onprem", "Set-OrganizationRelationship Adatum -DomainNames *",
     "open to every domain"},
    {"the mailbox of the asked", "06a", "onprem", "Remove-Mailbox joe@contoso.com", "Joe Hill's mailbox"},
    {"a calendar open to everybody", "12a", "onprem",
     "Set-MailboxFolderPermission joe@contoso.com:\\calendar -User Default -AccessRights Reviewer",
     "Joe Hill's calendar shows others no details (\nAccessRights : Reviewer"},
    {"a list that is switched off", "x403a", "onprem", "Set-OrganizationConfig -EwsApplicationAccessPolicy $null",
     "Programs that are on no list stay out"},
};

static void a_repair_that_opens_too_much_does_not_solve(void **state)
{
    const struct too_much *const row = *state;
    CLEANUP(exercise_end) struct exercise *exercise = start(row->id);
    struct error error = {""};

    assert_true(exercise_give(exercise, true).row);
    exercise_repair(exercise, data, row->id);
    if (!exercise_type(exercise, row->at, row->command, &error))
        fail_msg("%s", error.text);
    CLEANUP(cleanup_string) char *after = exercise_wrong_checks(exercise);
    if (!strstr(after, row->check))
        fail_msg("%s", after);
    assert_int_equal(exercise_stage(exercise), EXERCISE_ANSWERED);
}

static void hints_have_their_time_and_their_price(void **state)
{
    CLEANUP(exercise_end) struct exercise *exercise = start("06a");
    struct error error = {""};
    const struct ticket_hint *first, *second;

    (void)state;
    assert_non_null(first = exercise_hint(exercise, &error));
    assert_null(exercise_hint(exercise, &error));
    assert_non_null(strstr(error.text, "in 30 seconds"));
    now += 29;
    assert_null(exercise_hint(exercise, &error));
    assert_non_null(strstr(error.text, "in 1 seconds"));
    now += 1;
    assert_non_null(second = exercise_hint(exercise, &error));
    assert_ptr_equal(second, first + 1);
    exercise_give(exercise, true);
    exercise_repair(exercise, data, "06a");
    CLEANUP(cleanup_string) char *after = exercise_wrong_checks(exercise);
    assert_int_equal(exercise_points(exercise), 85);
    assert_non_null(exercise_hint(exercise, &error)); /* free, and at once */
    assert_non_null(exercise_hint(exercise, &error));
    assert_null(exercise_hint(exercise, &error));
    assert_non_null(strstr(error.text, "no more hints"));
    assert_int_equal(exercise_points(exercise), 85);
}

static void the_shell_has_what_is_offered(void **state)
{
    CLEANUP(exercise_end) struct exercise *exercise = start("06a");
    const struct words *const offers = exercise_offers(exercise);
    struct error error = {""};

    (void)state;
    assert_true(offers->count > 3);
    for (size_t i = 1; i < offers->count; i++)
        assert_true(strcmp(offers->items[i - 1], offers->items[i]) < 0);
    assert_true(exercise_type(exercise, "lab", "Get-LabFirewall", &error));
    assert_false(exercise_type(exercise, "lab", "Get-LabPendingChange", &error));
    assert_false(exercise_type(exercise, "lab", "Get-LabFirewall; Get-LabPendingChange", &error));
    assert_false(exercise_type(exercise, "lab", "Get-Mailbox", &error));
    assert_true(exercise_type(exercise, "onprem", "Get-Mailbox", &error));
}

static void count_line(void *context, const struct log_line *line)
{
    size_t *const counts = context;

    counts[0]++;
    counts[1] += strstr(line->path, "W3SVC1") && strstr(line->text, " 401 ");
    assert_null(strstr(line->text, "06a"));
}

static void logs_have_the_past(void **state)
{
    CLEANUP(exercise_end) struct exercise *exercise = start("06a");
    struct error error = {""};
    size_t counts[2] = {0};

    (void)state;
    assert_true(exercise_logs(exercise, count_line, counts, &error));
    assert_true(counts[0] > 5);
    assert_true(counts[1] >= 1);
}

static void a_look_up_tells_no_cause(void **state)
{
    CLEANUP(exercise_end) struct exercise *exercise = start("06a");
    struct error error = {""};
    CLEANUP(lookup_free) struct lookup *lookup = exercise_look_up(exercise, &error);

    (void)state;
    assert_false(lookup->ok);
    assert_non_null(strstr(lookup->error_text, "is ambiguous"));
}

static const struct {
    const char *name;
    struct exercise_answer answer;
} impossible[] = {
    {"a row too far", {.row = 99, .hop = "tls"}},
    {"a refutation too far", {.refutation = 99, .hop = "tls"}},
    {"no hop", {.hop = NULL}},
};

static void refuses_an_impossible_answer(void **state)
{
    CLEANUP(exercise_end) struct exercise *exercise = start("06a");
    struct exercise_judgement judgement;

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(impossible); i++) {
        struct error error = {""};
        assert_false(exercise_answer(exercise, &impossible[i].answer, &judgement, &error));
        assert_non_null(strstr(error.text, "an answer is a row from 1 to "));
    }
    exercise_give(exercise, true);
}

int main(void)
{
    struct CMUnitTest tests[8 + ARRAY_SIZE(too_much)] = {
        cmocka_unit_test(a_wrong_answer_is_told_what_it_overlooked),
        cmocka_unit_test(no_answer_solves_nothing),
        cmocka_unit_test(no_repair_solves_nothing),
        cmocka_unit_test(hints_have_their_time_and_their_price),
        cmocka_unit_test(the_shell_has_what_is_offered),
        cmocka_unit_test(logs_have_the_past),
        cmocka_unit_test(a_look_up_tells_no_cause),
        cmocka_unit_test(refuses_an_impossible_answer),
    };

    for (size_t i = 0; i < ARRAY_SIZE(too_much); i++)
        tests[8 + i] = (struct CMUnitTest){too_much[i].name, a_repair_that_opens_too_much_does_not_solve, NULL, NULL,
                                           (void *)&too_much[i]};
    if (!(data = training_data_load(NULL)))
        return 1;
    const int failed = cmocka_run_group_tests(tests, NULL, NULL);
    training_data_unload();
    return failed;
}
