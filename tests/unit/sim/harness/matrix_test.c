/* SPDX-License-Identifier: MIT */
/* How rows are judged by what a tool says of a lab of their own. */
#include "harness/run/matrix.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

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

static struct results select_rows(const char *id, struct selection *selection)
{
    char *ids[] = {(char *)(uintptr_t)id};
    struct results results = {.seed = 5};

    assert_true(selection_make(selection, library, ids, 1, NULL));
    results_make(&results, selection);
    return results;
}

/* A script in the place of a tool. */
static const struct matrix_row {
    const char *name, *id, *tool;
    bool with_admin, half; /* half: the verdicts have a row for 05 alone */
    enum results_state state;
    bool false_alarm;
    const char *got, *sentence; /* NULL: there is none */
    unsigned runs;
    const char *output, *errors; /* that is kept; NULL: none is */
} matrix_rows[] = {
    {"right", "04a", "echo 04; echo more >&2", false, false, RESULTS_RIGHT, false, "04", NULL, 1, NULL, NULL},
    {"wrong", "04a", "echo 05; echo more >&2", false, false, RESULTS_WRONG, false, "05",
     "this is row 04, and the tool said 05", 1, "05\n", "more\n"},
    {"a false green", "04a", "echo 00", false, false, RESULTS_WRONG, false, "00",
     "this is row 04, and the tool said green", 1, "00\n", ""},
    {"healthy", "00a", "echo 00", false, false, RESULTS_RIGHT, false, "00", NULL, 1, NULL, NULL},
    {"names nothing", "04a", "exit 3", false, false, RESULTS_WRONG, false, "nothing",
     "this is row 04, and the tool named no row", 1, "", ""},
    {"ended by a signal", "04a", "kill -SEGV $$", false, false, RESULTS_WRONG, false, "crash",
     "this is row 04, and signal SEGV ended the tool", 1, "", ""},
    {"that signal, said by a shell", "04a", "sh -c 'kill -SEGV $$'; exit $?", false, false, RESULTS_WRONG, false,
     "crash", "this is row 04, and signal SEGV ended the tool", 1, NULL, NULL},
    {"nothing to run", "04a", "exec /no/such/tool 2>/dev/null", false, false, RESULTS_WRONG, false, "not run",
     "this is row 04, and the shell found nothing to run (exit status 127)", 1, "", ""},
    {"too slow", "04a", "echo 04; exec sleep 600", false, false, RESULTS_WRONG, false, "time-out",
     "this is row 04, and the tool did not end in time", 1, "04\n", ""},
    {"not expected, and an alarm", "04a", "echo 05", false, true, RESULTS_UNEXPECTED, true, "05",
     "no verdict expected, and the tool said 05", 1, "05\n", ""},
    {"not expected, and nothing", "04a", "echo", false, true, RESULTS_UNEXPECTED, false, "nothing",
     "no verdict expected, and the tool named no row", 1, NULL, NULL},
    {"not expected, and green", "04a", "echo 00", false, true, RESULTS_UNEXPECTED, false, "00",
     "no verdict expected, and the tool said green", 1, NULL, NULL},
    {"expected by a file", "05a", "echo 05", false, true, RESULTS_RIGHT, false, "05", NULL, 1, NULL, NULL},
    {"now and then: never", "x503c", "echo 00", false, false, RESULTS_WRONG, false, "00",
     "this is row x503, and the tool said green", 4, "00\n", ""},
    {"now and then: at once", "x503c", "echo x503", false, false, RESULTS_RIGHT, false, "x503", NULL, 1, NULL, NULL},
    {"it has no admin API", "04a", "grep -q admin_token \"$FBLAB_READY_FILE\" || echo 04", false, false, RESULTS_RIGHT,
     false, "04", NULL, 1, NULL, NULL},
    {"with the admin API", "04a", "grep -q admin_token \"$FBLAB_READY_FILE\" && echo 04", true, false, RESULTS_RIGHT,
     false, "04", NULL, 1, NULL, NULL},
};

#define RULE(row, says) "<verdict><row>" row "</row><says>" says "</says></verdict>"
#define HALF RULE("05", "^05$") RULE("00", "^00$")
#define ENDLESS RULE("04", "(?:(?:a|aa)*)*(?!)")

/* rules NULL: without a file. */
static struct verdicts *verdicts_of(const char *rules)
{
    CLEANUP(cleanup_string)
    char *text = text_format("<verdicts xmlns=\"urn:fblab:verdicts\">%s</verdicts>", rules ? rules : "");
    char path[] = "/tmp/matrix_test.XXXXXX";
    const int descriptor = rules ? mkstemp(path) : -1;
    struct error error = {""};

    if (rules)
        assert_int_equal(write(descriptor, text, strlen(text)), strlen(text));
    struct verdicts *verdicts = verdicts_load(rules ? path : NULL, library, &error);
    if (rules)
        assert_int_equal(close(descriptor) + unlink(path), 0);
    assert_string_equal(error.text, "");
    return verdicts;
}

static void check_kept(const struct matrix_row *row, const struct results_row *got)
{
    const bool notable = row->state == RESULTS_WRONG || row->false_alarm;

    assert_int_equal(got->tool.output != NULL, notable);
    assert_int_equal(got->tool.errors != NULL, notable);
    assert_int_equal(got->evidence != NULL, notable);
    if (row->output)
        assert_string_equal(got->tool.output, row->output);
    if (row->errors)
        assert_string_equal(got->tool.errors, row->errors);
    assert_false(got->tool.cut);
}

static void asks_a_tool(void **state)
{
    const struct matrix_row *row = *state;
    CLEANUP(verdicts_free) struct verdicts *verdicts = verdicts_of(row->half ? HALF : NULL);
    const struct matrix matrix = {.tool = row->tool,
                                  .verdicts = verdicts,
                                  .seconds = strstr(row->tool, "sleep") ? 0.3 : 60,
                                  .with_admin = row->with_admin};
    struct selection selection;
    CLEANUP(results_clear) struct results results = select_rows(row->id, &selection);
    const struct results_settings settings = {.jobs = 1};
    const struct results_row *got = results.rows;
    struct error error = {""};

    assert_true(matrix_run(&matrix, &results, &settings, &error));
    assert_int_equal(results.of, RESULTS_OF_MATRIX);
    assert_string_equal(results.tool, row->tool);
    assert_string_equal(got->sentence ? got->sentence : "(none)", row->sentence ? row->sentence : "(none)");
    assert_string_equal(got->verdict.name, row->got);
    assert_int_equal(got->state, row->state);
    assert_int_equal(got->false_alarm, row->false_alarm);
    assert_int_equal(got->runs, row->runs);
    assert_true(got->elapsed_ms > 0);
    assert_false(got->unusable);
    check_kept(row, got);
    selection_clear(&selection);
}

/* As much as anybody reads; a byte more is cut. */
static void keeps_what_can_be_read(void **state)
{
    static const struct {
        const char *tool;
        size_t output, errors;
        bool cut;
    } cases[] = {
        {"head -c 32768 /dev/zero | tr '\\0' x", MATRIX_MOST_OUTPUT, 0, false},
        {"head -c 32769 /dev/zero | tr '\\0' x", MATRIX_MOST_OUTPUT, 0, true},
        {"head -c 32768 /dev/zero | tr '\\0' x >&2", 0, MATRIX_MOST_OUTPUT, false},
        {"head -c 32769 /dev/zero | tr '\\0' x >&2", 0, MATRIX_MOST_OUTPUT, true},
    };
    CLEANUP(verdicts_free) struct verdicts *verdicts = verdicts_of(NULL);

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        const struct matrix matrix = {.tool = cases[i].tool, .verdicts = verdicts, .seconds = 60};
        struct selection selection;
        CLEANUP(results_clear) struct results results = select_rows("04a", &selection);
        const struct results_settings settings = {.jobs = 1};
        assert_true(matrix_run(&matrix, &results, &settings, NULL));
        assert_int_equal(strlen(results.rows->tool.output), cases[i].output);
        assert_int_equal(results.rows->tool.length, cases[i].output);
        assert_int_equal(strlen(results.rows->tool.errors), cases[i].errors);
        assert_int_equal(results.rows->tool.cut, cases[i].cut);
        selection_clear(&selection);
    }
}

/* What nobody can know is wrong, and says why. */
static void an_endless_expression_is_no_verdict(void **state)
{
    CLEANUP(verdicts_free) struct verdicts *verdicts = verdicts_of(ENDLESS);
    const struct matrix matrix = {.tool = "head -c 4096 /dev/zero | tr '\\0' a", .verdicts = verdicts, .seconds = 60};
    struct selection selection;
    CLEANUP(results_clear) struct results results = select_rows("04a", &selection);

    (void)state;
    assert_true(matrix_run(&matrix, &results, &(struct results_settings){.jobs = 1}, NULL));
    assert_true(results.rows->unusable);
    assert_int_equal(results.rows->state, RESULTS_WRONG);
    assert_non_null(strstr(results.rows->sentence, "takes too long on the tool's output"));
    assert_non_null(results.rows->evidence);
    selection_clear(&selection);
}

static void stops_when_told(void **state)
{
    CLEANUP(verdicts_free) struct verdicts *verdicts = verdicts_of(NULL);
    const struct matrix matrix = {.tool = "sleep 600", .verdicts = verdicts, .seconds = 600};
    struct selection selection;
    CLEANUP(results_clear) struct results results = select_rows("06", &selection);
    struct results_settings settings = {.jobs = 1};
    int ends[2];

    (void)state;
    assert_int_equal(pipe(ends), 0);
    close(ends[1]);
    settings.stop = ends[0];
    assert_true(matrix_run(&matrix, &results, &settings, NULL));
    assert_int_equal(results_count(&results, RESULTS_SKIPPED), results.count);
    close(ends[0]);
    selection_clear(&selection);
}

static void add(struct CMUnitTest *tests, size_t *count, const char *name, CMUnitTestFunction function, const void *row)
{
    tests[(*count)++] =
        (struct CMUnitTest){.name = name, .test_func = function, .initial_state = (void *)(uintptr_t)row};
}

int main(void)
{
    static struct CMUnitTest tests[ARRAY_SIZE(matrix_rows) + 3];
    size_t count = 0;

    for (size_t i = 0; i < ARRAY_SIZE(matrix_rows); i++)
        add(tests, &count, matrix_rows[i].name, asks_a_tool, &matrix_rows[i]);
    add(tests, &count, "keeps what can be read", keeps_what_can_be_read, NULL);
    add(tests, &count, "an endless expression is no verdict", an_endless_expression_is_no_verdict, NULL);
    add(tests, &count, "stops when told", stops_when_told, NULL);
    return _cmocka_run_group_tests("matrix", tests, count, load_library, free_library);
}
