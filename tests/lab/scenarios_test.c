/* SPDX-License-Identifier: MIT */
/* One named test a scenario variant, end to end over real sockets: break the lab, look up, compare text and verdict,
 * repair, look up again. `scenarios_test 06` runs those of one scenario. */
#include "base/cleanup.h"
#include "base/text.h"
#include "diagnosis/diagnosis.h"
#include "harness/run/judge.h"
#include "phrase/phrase.h"
#include "support/running_lab.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct bench {
    struct running_lab lab;
    struct library *library;
    struct classifier *classifier;
};

/* One row of the table cmocka is given. */
struct row {
    struct bench *bench;
    struct selected expected;
};

static void check_verdict(const struct row *row, const struct lookup *lookup)
{
    CLEANUP(diagnoses_free) struct diagnoses *diagnoses = classify_lookup(row->bench->classifier, lookup);
    const char *expect = row->expected.variant->expect;

    if (strcmp(expect, "00") == 0) {
        assert_true(lookup->ok);
        assert_int_equal(diagnoses->count, 0);
        return;
    }
    assert_false(lookup->ok);
    assert_true(diagnoses->count > 0);
    assert_string_equal(diagnoses->items[0].id, expect);
}

static void check_repair(const struct row *row)
{
    struct bench *bench = row->bench;
    struct error error = {""};

    if (!row->expected.variant->repair.count)
        return;
    if (!lab_repair(bench->lab.running, &error))
        fail_msg("%s", error.text);
    CLEANUP(lookup_free) struct lookup *lookup = running_lab_play(&row->bench->lab, row->expected.variant);
    if (!lookup->ok)
        fail_msg("after the repair: %s", lookup->error_text);
}

static void fails_and_heals(void **state)
{
    const struct row *row = *state;

    running_lab_arm(&row->bench->lab, row->expected.id);
    CLEANUP(lookup_free) struct lookup *lookup = running_lab_play(&row->bench->lab, row->expected.variant);
    CLEANUP(cleanup_string) char *block = lookup->ok ? NULL : phrase_block(lookup);
    if (!judge_text(&row->expected, lookup->error_text, block))
        fail_msg("not a documented text: %s", lookup->error_text);
    check_verdict(row, lookup);
    check_repair(row);
}

static int start(void **state)
{
    struct bench *bench = *state;

    running_lab_start(&bench->lab);
    return 0;
}

static int stop(void **state)
{
    running_lab_stop(&((struct bench *)*state)->lab);
    return 0;
}

static int start_all(void **state)
{
    (void)state;
    return 0;
}

/* cmocka hands a group's state to its first test only, so the fixture is given by the rows. */
static size_t fill(struct bench *bench, const struct selection *selection, struct row *rows, struct CMUnitTest *tests)
{
    for (size_t i = 0; i < selection->count; i++) {
        rows[i] = (struct row){bench, selection->items[i]};
        tests[i] =
            (struct CMUnitTest){.name = rows[i].expected.id, .test_func = fails_and_heals, .initial_state = &rows[i]};
    }
    return selection->count;
}

int main(int count, char **arguments)
{
    struct error error;
    struct bench bench = {.library = library_load(NULL, &error)};
    struct selection selection = {0};
    const bool selected =
        bench.library && selection_make(&selection, bench.library, arguments + 1, (size_t)count - 1, &error);
    int failed;

    bench.classifier = selected ? classifier_new(bench.library, &error) : NULL;
    if (!bench.classifier) {
        fprintf(stderr, "%s\n", error.text);
        return EXIT_FAILURE;
    }
    struct row *rows = calloc(selection.count, sizeof *rows);
    struct CMUnitTest *tests = calloc(selection.count, sizeof *tests);
    void *state = &bench;

    start(&state);
    failed = _cmocka_run_group_tests("scenarios", tests, fill(&bench, &selection, rows, tests), start_all, NULL);
    stop(&state);
    free(rows);
    free(tests);
    classifier_free(&bench.classifier);
    selection_clear(&selection);
    library_free(&bench.library);
    return failed;
}
