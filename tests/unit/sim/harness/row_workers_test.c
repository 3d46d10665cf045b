/* SPDX-License-Identifier: MIT */
/* Which rows are selected, who works on them, and what is counted afterwards. */
#include "harness/run/row_workers.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { ROWS = 40, MOST_JOBS = 8 };

/* What a run of rows does, and what has been seen of it. Counted by several threads. */
struct run {
    unsigned jobs, rows;
    int fail_at; /* the lab of that number (1: the first) does not start */
    int stop_at; /* the judge of that row (1: the first) says stop */
    unsigned begun, ended, judged, times[ROWS];
    size_t reported; /* the highest `done`, each of which was one more than the one before */
};

static void *begin(void *context, struct error *error)
{
    struct run *run = context;
    const unsigned number = __atomic_add_fetch(&run->begun, 1, __ATOMIC_SEQ_CST);

    if ((int)number == run->fail_at) {
        error_set(error, "lab %u does not start", number);
        return NULL;
    }
    return run;
}

static bool judge(void *context, void *lab, struct results_row *row)
{
    struct run *run = context;

    assert_ptr_equal(lab, run);
    __atomic_add_fetch(&run->judged, 1, __ATOMIC_SEQ_CST);
    __atomic_add_fetch(&run->times[row->runs], 1, __ATOMIC_SEQ_CST);
    return !run->stop_at || (int)row->runs + 1 != run->stop_at;
}

static void end(void *lab)
{
    struct run *run = lab;

    __atomic_add_fetch(&run->ended, 1, __ATOMIC_SEQ_CST);
}

/* Called under a lock: it counts without one. */
static void report(void *context, const struct results *results, const struct results_row *row, size_t done)
{
    struct run *run = context;

    assert_true(row >= results->rows && row < results->rows + results->count);
    assert_int_equal(done, run->reported + 1);
    run->reported = done;
}

static bool work(struct run *run, bool reported, struct error *error)
{
    const struct row_work row_work = {.context = run, .begin = begin, .judge = judge, .end = end};
    struct results_row rows[ROWS] = {{.runs = 0}};
    struct results results = {.rows = rows, .count = run->rows};
    const struct results_settings settings = {.jobs = run->jobs, .progress = reported ? report : NULL, .context = run};

    for (unsigned i = 0; i < ROWS; i++)
        rows[i].runs = i;
    return row_workers_run(&row_work, &results, &settings, error);
}

static const struct work_row {
    const char *name;
    struct run run;
    unsigned begun, judged, reported;
    const char *problem; /* NULL: none */
} work_rows[] = {
    {"one worker", {.jobs = 1, .rows = ROWS}, 1, ROWS, ROWS, NULL},
    {"several workers", {.jobs = MOST_JOBS, .rows = ROWS}, MOST_JOBS, ROWS, ROWS, NULL},
    {"no more workers than rows", {.jobs = MOST_JOBS, .rows = 3}, 3, 3, 3, NULL},
    {"as many as rows", {.jobs = 3, .rows = 3}, 3, 3, 3, NULL},
    {"a single row", {.jobs = MOST_JOBS, .rows = 1}, 1, 1, 1, NULL},
    {"no rows", {.jobs = 2, .rows = 0}, 1, 0, 0, NULL},
    {"stopped at the first", {.jobs = 1, .rows = ROWS, .stop_at = 1}, 1, 1, 0, NULL},
    {"stopped in the middle", {.jobs = 1, .rows = ROWS, .stop_at = 5}, 1, 5, 4, NULL},
    {"no lab", {.jobs = 1, .rows = ROWS, .fail_at = 1}, 1, 0, 0, "lab 1 does not start"},
};

static void works(void **state)
{
    const struct work_row *row = *state;

    for (int reported = 0; reported <= 1; reported++) {
        struct run run = row->run;
        struct error error = {""};
        assert_int_equal(work(&run, reported, &error), row->problem == NULL);
        assert_string_equal(error.text, row->problem ? row->problem : "");
        assert_int_equal(run.begun, row->begun);
        assert_int_equal(run.ended, row->problem ? 0 : row->begun);
        assert_int_equal(run.judged, row->judged);
        assert_int_equal(run.reported, reported ? row->reported : 0);
        for (unsigned i = 0; i < ROWS; i++)
            assert_int_equal(run.times[i], i < row->judged);
    }
}

/* Those who have begun go on to the end of their row; nobody takes another. */
static void one_lab_of_several_fails(void **state)
{
    struct run run = {.jobs = 3, .rows = ROWS, .fail_at = 2};
    struct error error = {""};

    (void)state;
    assert_false(work(&run, true, &error));
    assert_string_equal(error.text, "lab 2 does not start");
    assert_int_equal(run.ended, run.begun - 1);
    assert_int_equal(run.reported, run.judged);
}

static struct library *library;

static int load_library(void **state)
{
    (void)state;
    library = library_load(NULL, NULL);
    return library ? 0 : -1;
}

static int free_library(void **state)
{
    (void)state;
    library_free(&library);
    return 0;
}

static const struct selection_row {
    const char *name;
    const char *ids[4];
    const char *selected; /* NULL: refused */
} selection_rows[] = {
    {"one variant", {"06b"}, "06b"},
    {"every variant", {"06"}, "06a 06b 06c"},
    {"without the zero", {"6"}, "06a 06b 06c"},
    {"a variant without the zero", {"6c"}, "06c"},
    {"several, in the order of the words", {"13", "04a"}, "13a 13b 13c 04a"},
    {"twice what is wanted twice", {"06b", "06b"}, "06b 06b"},
    {"an id that is a number and a letter", {"24b"}, "24ba 24bb 24bc"},
    {"a variant of that", {"24bb"}, "24bb"},
    {"unknown", {"77"}, NULL},
    {"unknown behind one that is known", {"06b", "77"}, NULL},
    {"an unknown variant", {"06z"}, NULL},
};

static char *ids_of(const struct selection *selection)
{
    char *text = NULL;
    size_t size;
    FILE *output = text_stream(&text, &size);

    for (size_t i = 0; i < selection->count; i++)
        fprintf(output, i ? " %s" : "%s", selection->items[i].id);
    text_stream_close(output);
    return text;
}

/* Every variant of a scenario, from the library itself. */
static void expect_variants_of(const struct selection *selection, size_t *at, const char *id)
{
    const struct scenario *scenario = library_find(library, id, NULL, NULL);

    assert_non_null(scenario);
    for (size_t i = 0; i < scenario->variant_count; i++, ++*at) {
        assert_true(*at < selection->count);
        assert_ptr_equal(selection->items[*at].scenario, scenario);
        assert_ptr_equal(selection->items[*at].variant, &scenario->variants[i]);
    }
}

static void selects(void **state)
{
    const struct selection_row *row = *state;
    struct selection selection;
    struct error error = {""};
    size_t count = 0;

    while (count < ARRAY_SIZE(row->ids) && row->ids[count])
        count++;
    const bool done = selection_make(&selection, library, (char *const *)row->ids, count, &error);
    CLEANUP(cleanup_string) char *ids = ids_of(&selection);
    assert_int_equal(done, row->selected != NULL);
    assert_string_equal(ids, row->selected ? row->selected : "");
    assert_int_equal(error.text[0] != '\0', !done);
    selection_clear(&selection);
    assert_null(selection.items);
    assert_int_equal(selection.count, 0);
}

static void no_ids_are_everything(void **state)
{
    struct selection selection;
    size_t at = 0;

    (void)state;
    assert_true(selection_make(&selection, library, NULL, 0, NULL));
    for (size_t i = 0; i < library_count(library); i++)
        expect_variants_of(&selection, &at, library_at(library, i)->id);
    assert_int_equal(at, selection.count);
    assert_true(at > 100);
    selection_clear(&selection);
}

static void a_title_is_the_variants_or_the_scenarios(void **state)
{
    static char own[] = "own", general[] = "general";
    const struct scenario scenario = {.title = general};
    const struct variant with = {.title = own}, without = {.title = NULL};

    (void)state;
    assert_string_equal(selected_title(&(struct selected){&scenario, &with, "a"}), own);
    assert_string_equal(selected_title(&(struct selected){&scenario, &without, "a"}), general);
}

static void results_are_made_of_what_is_selected(void **state)
{
    static char *ids[] = {(char *)"06"};
    struct selection selection;
    struct results results = {.count = 7};

    (void)state;
    assert_true(selection_make(&selection, library, ids, 1, NULL));
    results_make(&results, &selection);
    assert_int_equal(results.count, selection.count);
    assert_int_equal(results_count(&results, RESULTS_SKIPPED), selection.count);
    assert_int_equal(results_count(&results, RESULTS_RIGHT), 0);
    for (size_t i = 0; i < results.count; i++)
        assert_string_equal(results.rows[i].selected.id, selection.items[i].id);
    results_clear(&results);
    assert_null(results.rows);
    assert_int_equal(results.count, 0);
    selection_clear(&selection);
}

static void add(struct CMUnitTest *tests, size_t *count, const char *name, CMUnitTestFunction function, const void *row)
{
    tests[(*count)++] =
        (struct CMUnitTest){.name = name, .test_func = function, .initial_state = (void *)(uintptr_t)row};
}

int main(void)
{
    static struct CMUnitTest tests[ARRAY_SIZE(work_rows) + ARRAY_SIZE(selection_rows) + 4];
    size_t count = 0;

    for (size_t i = 0; i < ARRAY_SIZE(work_rows); i++)
        add(tests, &count, work_rows[i].name, works, &work_rows[i]);
    for (size_t i = 0; i < ARRAY_SIZE(selection_rows); i++)
        add(tests, &count, selection_rows[i].name, selects, &selection_rows[i]);
    add(tests, &count, "one lab of several fails", one_lab_of_several_fails, NULL);
    add(tests, &count, "no ids are everything", no_ids_are_everything, NULL);
    add(tests, &count, "a title is the variant's or the scenario's", a_title_is_the_variants_or_the_scenarios, NULL);
    add(tests, &count, "results are made of what is selected", results_are_made_of_what_is_selected, NULL);
    return _cmocka_run_group_tests("row_workers", tests, count, load_library, free_library);
}
