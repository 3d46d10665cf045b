/* SPDX-License-Identifier: MIT */
/* Each ticket shows its failure, is solved by the documented repair, and not by a wrong answer, by none, or by opening too
 * much.
 *
 * usage: every_ticket_test [every | own FOLDER]
 * Without: of each failure its first variant only; own: all that the folder has. */
#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "support/exercise_bench.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Heals nothing that is documented, and lets everybody in. */
static const struct {
    const char *do_it, *undo_it, *check;
} too_much = {
    "New-OrganizationRelationship -Name Everybody -DomainNames *",
    "Remove-OrganizationRelationship Everybody",
    "No relationship is open to every domain (",
};

static const struct training_data *data;

static void expect_all_ok(struct exercise *exercise)
{
    CLEANUP(cleanup_string) char *wrong = exercise_wrong_checks(exercise);

    assert_string_equal(wrong, "");
}

static void expect_failure(struct exercise *exercise)
{
    CLEANUP(cleanup_string) char *wrong = exercise_wrong_checks(exercise);

    assert_string_not_equal(wrong, "");
}

static void is_solved(void **state)
{
    const char *const id = *state;
    CLEANUP(exercise_end) struct exercise *exercise = exercise_of(data, id, NULL, NULL);

    expect_failure(exercise);
    assert_int_equal(exercise_stage(exercise), EXERCISE_OPEN);
    const struct exercise_judgement judgement = exercise_give(exercise, true);
    assert_true(judgement.row && judgement.hop && judgement.refutation);
    assert_int_equal(exercise_stage(exercise), EXERCISE_ANSWERED);
    assert_int_equal(exercise_points(exercise), 0);
    exercise_repair(exercise, data, id);
    expect_all_ok(exercise);
    assert_int_equal(exercise_stage(exercise), EXERCISE_SOLVED);
    assert_int_equal(exercise_points(exercise), 100);
}

static void type(struct exercise *exercise, const char *command)
{
    struct error error = {""};

    if (!exercise_type(exercise, "onprem", command, &error))
        fail_msg("%s: %s", command, error.text);
}

/* Without an answer, with a wrong one, with the right one behind a change that opens too much; in the end that is undone. */
static void is_failed(void **state)
{
    const char *const id = *state;
    CLEANUP(exercise_end) struct exercise *exercise = exercise_of(data, id, NULL, NULL);

    exercise_repair(exercise, data, id);
    expect_all_ok(exercise);
    assert_int_equal(exercise_stage(exercise), EXERCISE_OPEN);
    const struct exercise_judgement wrong = exercise_give(exercise, false);
    assert_false(wrong.row);
    assert_non_null(wrong.told);
    expect_all_ok(exercise);
    assert_int_equal(exercise_stage(exercise), EXERCISE_OPEN);
    assert_int_equal(exercise_points(exercise), 0);
    type(exercise, too_much.do_it);
    exercise_give(exercise, true);
    CLEANUP(cleanup_string) char *seen = exercise_wrong_checks(exercise);
    if (!strstr(seen, too_much.check))
        fail_msg("\"%s...\" is not in \"%s\"", too_much.check, seen);
    assert_int_equal(exercise_stage(exercise), EXERCISE_ANSWERED);
    type(exercise, too_much.undo_it);
    expect_all_ok(exercise);
    assert_int_equal(exercise_stage(exercise), EXERCISE_SOLVED);
    assert_int_equal(exercise_points(exercise), 100 - 25 - 40);
}

static struct CMUnitTest test_of(const char *id, const char *name, CMUnitTestFunction test)
{
    return (struct CMUnitTest){text_format("%s %s", id, name), test, NULL, NULL, text_copy(id)};
}

enum choice { FIRST_VARIANTS, EVERY_VARIANT, OWN_VARIANTS };

static bool is_chosen(enum choice choice, const struct scenario *scenario, size_t variant)
{
    if (ticket_of(scenario, &scenario->variants[variant]).mail_count == 0)
        return false;
    return choice == OWN_VARIANTS ? scenario->own : choice == EVERY_VARIANT || variant == 0;
}

/* Two tests a variant. `tests` NULL: counts only. */
static size_t collect(enum choice choice, struct CMUnitTest *tests)
{
    size_t count = 0;

    for (size_t i = 0; i < library_count(data->library); i++) {
        const struct scenario *const scenario = library_at(data->library, i);
        for (size_t j = 0; j < scenario->variant_count; j++) {
            char id[32];
            if (!is_chosen(choice, scenario, j))
                continue;
            variant_id(scenario, &scenario->variants[j], id);
            if (tests) {
                tests[count] = test_of(id, "is solved", is_solved);
                tests[count + 1] = test_of(id, "is failed", is_failed);
            }
            count += 2;
        }
    }
    return count;
}

static void forget(struct CMUnitTest *tests, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        free((char *)(uintptr_t)tests[i].name);
        free(tests[i].initial_state);
    }
    free(tests);
}

int main(int argc, char **argv)
{
    const bool own = argc > 2 && strcmp(argv[1], "own") == 0;
    const enum choice choice = own ? OWN_VARIANTS : argc > 1 ? EVERY_VARIANT : FIRST_VARIANTS;

    if (!(data = training_data_load(own ? argv[2] : NULL)))
        return 1;
    const size_t count = collect(choice, NULL);
    struct CMUnitTest *const tests = memory_array(count, sizeof *tests);
    collect(choice, tests);
    const int failed = _cmocka_run_group_tests("every_ticket", tests, count, NULL, NULL);
    forget(tests, count);
    training_data_unload();
    return count ? failed : 1;
}
