/* SPDX-License-Identifier: MIT */
/* What a solved ticket is worth after hints, wrong answers and a forbidden change that was taken back. */
#include "base/cleanup.h"
#include "base/text.h"
#include "support/exercise_bench.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct training_data *data;
static time_t now = 1000000;

static time_t clock_of_test(void *context)
{
    (void)context;
    return now;
}

static const struct row {
    const char *name;
    unsigned hints, points;
    bool wrong_row, wrong_hop, wrong_refutation, forbidden;
} rows[] = {
    {"without help", .hints = 0, .points = 100},
    {"a hint", .hints = 1, .points = 95},
    {"two hints", .hints = 2, .points = 85},
    {"three hints", .hints = 3, .points = 65},
    {"all hints: the last one is the solution", .hints = 4, .points = 15},
    {"a wrong row", .hints = 0, .points = 75, .wrong_row = true},
    {"a wrong hop", .hints = 0, .points = 90, .wrong_hop = true},
    {"a wrong refutation", .hints = 0, .points = 90, .wrong_refutation = true},
    {"all of it wrong", .hints = 0, .points = 55, .wrong_row = true, .wrong_hop = true, .wrong_refutation = true},
    {"a forbidden change", .hints = 0, .points = 60, .forbidden = true},
    {"everything at once", .hints = 4, .points = 0, .wrong_row = true, .wrong_hop = true, .wrong_refutation = true,
     .forbidden = true},
    {"just nothing is left", .hints = 4, .points = 0, .wrong_refutation = true, .wrong_hop = true},
};

static size_t first(const struct drawn_choice *choices, bool right)
{
    size_t found = 0;

    while (choices[found].right != right)
        found++;
    return found;
}

static struct exercise_judgement answer(struct exercise *exercise, bool row, bool hop, bool refutation)
{
    const struct drawn_ticket *const drawn = exercise_ticket(exercise);
    const struct exercise_answer given = {.row = first(drawn->rows, row),
                                          .refutation = first(drawn->refutations, refutation),
                                          .hop = hop ? drawn->ticket.hops.items[0] : "resolve"};
    struct exercise_judgement judgement = {0};
    struct error error = {""};

    if (!exercise_answer(exercise, &given, &judgement, &error))
        fail_msg("%s", error.text);
    return judgement;
}

static void type(struct exercise *exercise, const char *command)
{
    struct error error = {""};

    if (!exercise_type(exercise, "onprem", command, &error))
        fail_msg("%s", error.text);
}

static void change_what_nobody_may(struct exercise *exercise)
{
    type(exercise, "Set-OrganizationRelationship Adatum -DomainNames *");
    CLEANUP(cleanup_string) char *wrong = exercise_wrong_checks(exercise);
    type(exercise, "Set-OrganizationRelationship Adatum -DomainNames adatum.com");
    assert_non_null(strstr(wrong, "open to every domain"));
}

static void is_worth(void **state)
{
    const struct row *const row = *state;
    CLEANUP(exercise_end) struct exercise *exercise = exercise_of(data, "06a", clock_of_test, NULL);
    struct error error = {""};

    for (unsigned i = 0; i < row->hints; i++, now += EXERCISE_HINT_SECONDS)
        if (!exercise_hint(exercise, &error))
            fail_msg("%s", error.text);
    assert_int_equal(exercise_hints_taken(exercise), row->hints);
    if (row->wrong_row || row->wrong_hop || row->wrong_refutation) {
        const struct exercise_judgement judgement =
            answer(exercise, !row->wrong_row, !row->wrong_hop, !row->wrong_refutation);
        assert_int_equal(judgement.row, !row->wrong_row);
        assert_int_equal(judgement.hop, !row->wrong_hop);
        assert_int_equal(judgement.refutation, !row->wrong_refutation);
        assert_int_equal(judgement.told != NULL, row->wrong_row);
        assert_int_equal(judgement.why_not != NULL, row->wrong_refutation);
        assert_int_equal(exercise_stage(exercise),
                         row->wrong_row || row->wrong_hop ? EXERCISE_OPEN : EXERCISE_ANSWERED);
    }
    answer(exercise, true, true, true);
    answer(exercise, false, false, false); /* it is answered: what is said then counts no longer */
    if (row->forbidden)
        change_what_nobody_may(exercise);
    assert_int_equal(exercise_points(exercise), 0);
    exercise_repair(exercise, data, "06a");
    CLEANUP(cleanup_string) char *wrong = exercise_wrong_checks(exercise);
    assert_string_equal(wrong, "");
    assert_int_equal(exercise_stage(exercise), EXERCISE_SOLVED);
    assert_int_equal(exercise_points(exercise), row->points);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows)];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){rows[i].name, is_worth, NULL, NULL, (void *)&rows[i]};
    if (!(data = training_data_load(NULL)))
        return 1;
    const int failed = cmocka_run_group_tests(tests, NULL, NULL);
    training_data_unload();
    return failed;
}
