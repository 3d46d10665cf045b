/* SPDX-License-Identifier: MIT */
/* Tickets are solved by the documented repair, and not by a wrong answer, by opening too much, or by nothing. */
#include "training/exercise.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "evidence/evidence.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct library *library;
static struct course_common *common;
static struct snapshot *organization;
static time_t now = 1000;

static time_t clock_of_test(void *context)
{
    return *(time_t *)context;
}

static struct exercise *start(const char *id)
{
    struct exercise_options options = {
        .plan = {.library = library, .common = common, .organization = organization, .course = "the-six", .seed = 5},
        .clock = clock_of_test,
        .context = &now,
    };
    struct error error = {""};
    struct exercise *exercise = NULL;

    options.plan.scenario = library_find(library, id, &options.plan.variant, &error);
    if (options.plan.scenario)
        exercise = exercise_start(&options, &error);
    if (!exercise)
        fail_msg("%s: %s", id, error.text);
    return exercise;
}

static bool type(struct exercise *exercise, const char *at, const char *command, struct error *error)
{
    CLEANUP(cleanup_file) FILE *nowhere = fopen("/dev/null", "w");

    return exercise_run(exercise, at, command, nowhere, error);
}

static void repair(struct exercise *exercise, const char *id)
{
    const struct variant *variant;

    library_find(library, id, &variant, NULL);
    for (size_t i = 0; i < variant->repair.count; i++) {
        struct error error = {""};
        if (!type(exercise, variant->repair.items[i].at, variant->repair.items[i].command, &error))
            fail_msg("%s: %s: %s", id, variant->repair.items[i].command, error.text);
    }
}

static struct exercise_answer answer_of(const struct exercise *exercise, bool right)
{
    const struct drawn_ticket *const drawn = exercise_ticket(exercise);
    struct exercise_answer answer = {.hop = drawn->ticket.hops.items[0]};

    while (drawn->rows[answer.row].right != right)
        answer.row++;
    while (!drawn->refutations[answer.refutation].right)
        answer.refutation++;
    return answer;
}

static struct exercise_judgement answer(struct exercise *exercise, bool right)
{
    const struct exercise_answer given = answer_of(exercise, right);
    struct exercise_judgement judgement;
    struct error error = {""};

    assert_true(exercise_answer(exercise, &given, &judgement, &error));
    return judgement;
}

/* The names of those that are not so, separated by ";". */
static char *wrong_checks(struct exercise *exercise)
{
    struct exercise_checks checks;
    char *text = NULL;
    size_t size;
    FILE *const output = text_stream(&text, &size);

    exercise_checks(exercise, &checks);
    for (size_t i = 0; i < checks.count; i++)
        if (!checks.items[i].ok)
            fprintf(output, "%s (%s);", checks.items[i].name, checks.items[i].actual);
    text_stream_close(output);
    assert_int_equal(checks.all_ok, *text == '\0');
    exercise_checks_clear(&checks);
    return text;
}

/* One variant of each failure that has a ticket in the ordinary run; "every" as argument: all. */
static void is_solved_by_the_documented_repair(const char *id)
{
    CLEANUP(exercise_end) struct exercise *exercise = start(id);
    CLEANUP(cleanup_string) char *before = wrong_checks(exercise);

    assert_true(*before);
    assert_int_equal(exercise_stage(exercise), EXERCISE_OPEN);
    assert_true(answer(exercise, true).row);
    assert_int_equal(exercise_stage(exercise), EXERCISE_ANSWERED);
    assert_int_equal(exercise_points(exercise), 0);
    repair(exercise, id);
    CLEANUP(cleanup_string) char *after = wrong_checks(exercise);
    assert_string_equal(after, "");
    assert_int_equal(exercise_stage(exercise), EXERCISE_SOLVED);
    assert_int_equal(exercise_points(exercise), 100);
}

static void every_ticket_is_solved(void **state)
{
    const bool every = *state;
    size_t solved = 0;

    for (size_t i = 0; i < library_count(library); i++) {
        const struct scenario *const scenario = library_at(library, i);
        for (size_t j = 0; j < scenario->variant_count && (every || j == 0); j++) {
            char id[16];
            if (ticket_of(scenario, &scenario->variants[j]).mail_count == 0)
                continue;
            is_solved_by_the_documented_repair(variant_id(scenario, &scenario->variants[j], id));
            solved++;
        }
    }
    assert_true(solved >= 1);
}

static void a_wrong_answer_is_told_what_it_overlooked(void **state)
{
    CLEANUP(exercise_end) struct exercise *exercise = start("06a");
    const struct exercise_judgement judgement = answer(exercise, false);

    (void)state;
    assert_false(judgement.row);
    assert_true(judgement.hop && judgement.refutation);
    assert_non_null(judgement.told);
    assert_int_equal(exercise_stage(exercise), EXERCISE_OPEN);
    repair(exercise, "06a");
    CLEANUP(cleanup_string) char *after = wrong_checks(exercise);
    assert_string_equal(after, "");
    assert_int_equal(exercise_stage(exercise), EXERCISE_OPEN);
    assert_true(answer(exercise, true).row);
    CLEANUP(cleanup_string) char *again = wrong_checks(exercise);
    assert_int_equal(exercise_stage(exercise), EXERCISE_SOLVED);
    assert_int_equal(exercise_points(exercise), 75);
}

static void no_answer_solves_nothing(void **state)
{
    CLEANUP(exercise_end) struct exercise *exercise = start("06a");

    (void)state;
    repair(exercise, "06a");
    CLEANUP(cleanup_string) char *after = wrong_checks(exercise);
    assert_string_equal(after, "");
    assert_int_equal(exercise_stage(exercise), EXERCISE_OPEN);
    assert_int_equal(exercise_points(exercise), 0);
}

static void no_repair_solves_nothing(void **state)
{
    CLEANUP(exercise_end) struct exercise *exercise = start("06a");

    (void)state;
    assert_true(answer(exercise, true).row);
    CLEANUP(cleanup_string) char *after = wrong_checks(exercise);
    assert_non_null(strstr(after, "ann@contoso.com sees when joe@contoso.com is free (Proxy web request failed."));
    assert_int_equal(exercise_stage(exercise), EXERCISE_ANSWERED);
}

static const struct too_much {
    const char *name, *at, *command, *check;
} too_much[] = {
    {"Basic authentication everywhere", "onprem",
     "Get-WebServicesVirtualDirectory | Set-WebServicesVirtualDirectory -BasicAuthentication $true",
     "No Basic authentication"},
    {"a relationship that is gone", "onprem", "Remove-OrganizationRelationship Adatum", "The relationship with Adatum"},
    {"a relationship for everybody", "onprem", "Set-OrganizationRelationship Adatum -DomainNames *",
     "open to every domain"},
    {"the mailbox of the asked", "onprem", "Remove-Mailbox joe@contoso.com", "Joe Hill's mailbox"},
};

static void a_repair_that_opens_too_much_does_not_solve(void **state)
{
    const struct too_much *const row = *state;
    CLEANUP(exercise_end) struct exercise *exercise = start("06a");
    struct error error = {""};

    assert_true(answer(exercise, true).row);
    repair(exercise, "06a");
    if (!type(exercise, row->at, row->command, &error))
        fail_msg("%s", error.text);
    CLEANUP(cleanup_string) char *after = wrong_checks(exercise);
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
    answer(exercise, true);
    repair(exercise, "06a");
    CLEANUP(cleanup_string) char *after = wrong_checks(exercise);
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
    assert_true(type(exercise, "lab", "Get-LabFirewall", &error));
    assert_false(type(exercise, "lab", "Get-LabPendingChange", &error));
    assert_false(type(exercise, "lab", "Get-LabFirewall; Get-LabPendingChange", &error));
    assert_false(type(exercise, "lab", "Get-Mailbox", &error));
    assert_true(type(exercise, "onprem", "Get-Mailbox", &error));
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
    answer(exercise, true);
}

static int load(void **state)
{
    CLEANUP(cleanup_string) char *path = text_format("%s/organizations.xml", library_folder());
    size_t length = 0;
    CLEANUP(cleanup_string) char *text = file_read(path, 1u << 22, &length, NULL);

    (void)state;
    library = library_load(NULL, NULL);
    common = course_common_load(NULL, NULL);
    organization = text ? snapshot_parse(text, length, path, NULL) : NULL;
    return library && common && organization ? 0 : -1;
}

static int unload(void **state)
{
    (void)state;
    snapshot_release(&organization);
    course_common_free(&common);
    library_free(&library);
    return 0;
}

int main(int argc, char **argv)
{
    const bool every = argc > 1 && strcmp(argv[1], "every") == 0;
    struct CMUnitTest tests[9 + ARRAY_SIZE(too_much)] = {
        {"every ticket is solved", every_ticket_is_solved, NULL, NULL, (void *)(every ? "every" : NULL)},
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
        tests[9 + i] = (struct CMUnitTest){too_much[i].name, a_repair_that_opens_too_much_does_not_solve, NULL, NULL,
                                           (void *)&too_much[i]};
    return cmocka_run_group_tests(tests, load, unload);
}
