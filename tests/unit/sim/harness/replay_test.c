/* SPDX-License-Identifier: MIT */
/* How rows are judged by what fbcheck says of a lab of their own: a script in its place, beside this program. */
#include "harness/run/judge.h"
#include "harness/run/replay.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "support/own_scenario.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* The first answer is of the broken lab, the last of the repaired one; each is given once. */
#define GREEN "{\"ok\": true, \"error_text\": null, \"diagnoses\": []}"
#define FAILED(text, id)                                                                                               \
    "{\"ok\": false, \"error_text\": \"" text "\", \"diagnoses\": [{\"id\": \"" id "\"}, {\"id\": \"99\"}]}"
#define NAMELESS(text) "{\"ok\": false, \"error_text\": \"" text "\", \"diagnoses\": []}"
#define TEXT_02 "The remote user mailbox must specify the the explicit local mailbox in the header"

static struct library *library;
static char folder[] = "replay_test.XXXXXX";

static char *path_in(const char *name)
{
    return text_format("%s/%s", folder, name);
}

static void put(const char *name, const char *text)
{
    CLEANUP(cleanup_string) char *path = path_in(name);

    assert_true(file_write(path, text, strlen(text), 0600, NULL));
}

static char *take(const char *name)
{
    CLEANUP(cleanup_string) char *path = path_in(name);
    char *text = file_read(path, 1 << 20, NULL, NULL);

    unlink(path);
    return text;
}

/* Answers with the file of the next number, and writes down its arguments. */
static const char script[] = "#!/bin/sh\n"
                             "cd \"$REPLAY_TEST\" && n=$(cat count 2>/dev/null || echo 0)\n"
                             "echo $((n + 1)) >count && echo \"$@\" >>arguments\n"
                             "[ -f \"$n\" ] && cat \"$n\" || exit 7\n";

static int prepare(void **state)
{
    CLEANUP(cleanup_string) char *client = child_sibling("fbcheck");

    (void)state;
    library = library_load(NULL, NULL);
    if (!library || !mkdtemp(folder) || !file_write(client, script, strlen(script), 0700, NULL))
        return -1;
    CLEANUP(cleanup_string) char *full = realpath(folder, NULL);
    return setenv("REPLAY_TEST", full, 1);
}

static int tidy(void **state)
{
    CLEANUP(cleanup_string) char *client = child_sibling("fbcheck");

    (void)state;
    library_free(&library);
    return unlink(client) + rmdir(folder);
}

static struct results select_rows(const char *id, struct selection *selection)
{
    char *ids[] = {(char *)(uintptr_t)id};
    struct results results = {.seed = 5, .of = RESULTS_OF_MATRIX};

    assert_true(selection_make(selection, library, ids, 1, NULL));
    results_make(&results, selection);
    return results;
}

static const struct replay_row {
    const char *name, *id;
    const char *answers[12];
    enum results_state state;
    bool text, verdict, repair;
    const char *got, *sentence; /* NULL: there is none */
    unsigned looks;
} replay_rows[] = {
    {"as documented", "02a", {FAILED(TEXT_02, "02"), GREEN}, RESULTS_RIGHT, true, true, true, "02", NULL, 2},
    {"a healthy lab", "00a", {GREEN}, RESULTS_RIGHT, true, true, true, "00", NULL, 1},
    {"another text",
     "02a",
     {FAILED("What?", "02"), GREEN},
     RESULTS_WRONG,
     false,
     true,
     true,
     "02",
     "the text is not the documented one: What?",
     2},
    {"no text",
     "02a",
     {GREEN, GREEN},
     RESULTS_WRONG,
     false,
     false,
     true,
     "00",
     "the text is not the documented one: (none)",
     2},
    {"another verdict",
     "02a",
     {FAILED(TEXT_02, "05"), GREEN},
     RESULTS_WRONG,
     true,
     false,
     true,
     "05",
     "the verdict is 05, not 02",
     2},
    {"no verdict",
     "02a",
     {NAMELESS(TEXT_02), GREEN},
     RESULTS_WRONG,
     true,
     false,
     true,
     "nothing",
     "the verdict is nothing, not 02",
     2},
    {"a healthy lab that fails",
     "00a",
     {FAILED(TEXT_02, "00")},
     RESULTS_WRONG,
     false,
     false,
     true,
     "00",
     "the text is not the documented one: " TEXT_02,
     1},
    {"the repair repairs nothing",
     "02a",
     {FAILED(TEXT_02, "02"), FAILED("Still", "02")},
     RESULTS_WRONG,
     true,
     true,
     false,
     "02",
     "the look-up fails after the repair: Still",
     2},
    {"the text is told first",
     "02a",
     {FAILED("What?", "05"), FAILED("Still", "02")},
     RESULTS_WRONG,
     false,
     false,
     false,
     "05",
     "the text is not the documented one: What?",
     2},
    {"now and then, at the third",
     "x503c",
     {GREEN, GREEN, FAILED("x", "x503"), GREEN, GREEN, GREEN, GREEN},
     RESULTS_WRONG,
     false,
     true,
     true,
     "x503",
     "the text is not the documented one: x",
     7},
    {"never",
     "x503c",
     {GREEN, GREEN, GREEN, GREEN, GREEN, GREEN, GREEN, GREEN},
     RESULTS_WRONG,
     false,
     false,
     true,
     "00",
     "the text is not the documented one: (none)",
     8},
};

static unsigned looks_taken(void)
{
    CLEANUP(cleanup_string) char *count = take("count");

    return count ? (unsigned)strtoul(count, NULL, 10) : 0;
}

static void put_answers(const char *const *answers, size_t count)
{
    for (size_t i = 0; i < count && answers[i]; i++) {
        CLEANUP(cleanup_string) char *name = text_format("%zu", i);
        put(name, answers[i]);
    }
}

static void take_answers(size_t count)
{
    for (size_t i = 0; i < count; i++) {
        CLEANUP(cleanup_string) char *name = text_format("%zu", i);
        free(take(name));
    }
    free(take("arguments"));
}

static void replays(void **state)
{
    const struct replay_row *row = *state;
    struct selection selection;
    CLEANUP(results_clear) struct results results = select_rows(row->id, &selection);
    const struct results_settings settings = {.jobs = 1};
    const struct results_row *got = results.rows;
    struct error error = {""};

    put_answers(row->answers, ARRAY_SIZE(row->answers));
    assert_true(replay_run(&results, &settings, &error));
    const unsigned looks = looks_taken();
    take_answers(ARRAY_SIZE(row->answers));
    assert_int_equal(results.of, RESULTS_OF_REPLAY);
    assert_string_equal(results.tool, "fbcheck");
    assert_string_equal(got->sentence ? got->sentence : "(none)", row->sentence ? row->sentence : "(none)");
    assert_int_equal(got->state, row->state);
    assert_int_equal(got->checks[RESULTS_TEXT], row->text);
    assert_int_equal(got->checks[RESULTS_VERDICT], row->verdict);
    assert_int_equal(got->checks[RESULTS_REPAIR], row->repair);
    assert_string_equal(got->verdict.name, row->got);
    assert_int_equal(looks, row->looks);
    assert_true(got->elapsed_ms > 0);
    selection_clear(&selection);
}

/* What fbcheck is asked, with a folder of one's own and without. */
static void asks_of_its_lab(void **state)
{
    static const char *const answers[] = {GREEN, NULL};
    struct own_scenario own_scenario;
    const char *const folders[] = {NULL, own_scenario.folder};
    struct error error = {""};

    (void)state;
    own_scenario_make(&own_scenario,
                      "<lookup><requester>a@b</requester><target>a@b</target></lookup><expect>00</expect>");
    for (size_t i = 0; i < ARRAY_SIZE(folders); i++) {
        struct selection selection;
        CLEANUP(results_clear) struct results results = select_rows("00a", &selection);
        const struct results_settings settings = {.jobs = 1, .scenarios = folders[i]};
        put_answers(answers, ARRAY_SIZE(answers));
        if (!replay_run(&results, &settings, &error))
            fail_msg("%s", error.text);
        CLEANUP(cleanup_string) char *arguments = take("arguments");
        CLEANUP(cleanup_string) char *own = text_format(" --json --scenarios %s\n", own_scenario.folder);
        assert_true(text_starts(arguments, "query --lab /"));
        assert_true(text_ends(arguments, folders[i] ? own : "/ready.json --json\n"));
        take_answers(1);
        looks_taken();
        selection_clear(&selection);
    }
    own_scenario_remove(&own_scenario);
}

/* Then nothing is known of the row, and nothing is repaired. */
static void says_when_fbcheck_says_nothing(void **state)
{
    struct selection selection;
    CLEANUP(results_clear) struct results results = select_rows("02a", &selection);
    const struct results_settings settings = {.jobs = 1};

    (void)state;
    assert_true(replay_run(&results, &settings, NULL));
    assert_non_null(strstr(results.rows->sentence, "/fbcheck (exit status 7) printed no JSON: "));
    assert_int_equal(results.rows->state, RESULTS_WRONG);
    assert_int_equal(json_array_size(results.rows->diagnoses), 0);
    assert_false(results.rows->checks[RESULTS_REPAIR]);
    assert_int_equal(looks_taken(), 1);
    take_answers(0);
    selection_clear(&selection);
}

static void stops_when_told(void **state)
{
    struct selection selection;
    CLEANUP(results_clear) struct results results = select_rows("06", &selection);
    struct results_settings settings = {.jobs = 1};
    int ends[2];

    (void)state;
    assert_int_equal(pipe(ends), 0);
    close(ends[1]); /* readable at once */
    settings.stop = ends[0];
    assert_true(replay_run(&results, &settings, NULL));
    const unsigned looks = looks_taken();
    take_answers(0);
    close(ends[0]);
    assert_true(looks <= 1);
    selection_clear(&selection);
}

/* What is documented, in what was printed or in the block beside it. */
static void compares_texts(void **state)
{
    static char first[] = "first text", second[] = "second text", own[] = "own text", expect[] = "04", green[] = "00";
    static char *documented[] = {first, second};
    static const struct scenario scenario = {.errors = {.items = documented, .count = 2}};
    static const struct {
        const char *printed, *block, *own;
        bool fits;
    } cases[] = {
        {"the first text.", NULL, NULL, true},
        {"a second text", NULL, NULL, true},
        {"a third text", NULL, NULL, false},
        {"x", "the second text", NULL, true},
        {"x", "y", NULL, false},
        {"an own text", NULL, own, true},
        {"x", "an own text", own, true},
        {"first text", "y", own, false},
        {NULL, NULL, NULL, false},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        const struct variant variant = {.error = (char *)(uintptr_t)cases[i].own, .expect = expect};
        const struct selected selected = {.scenario = &scenario, .variant = &variant};
        assert_int_equal(judge_text(&selected, cases[i].printed, cases[i].block), cases[i].fits);
    }
    const struct variant healthy = {.expect = green};
    assert_true(judge_text(&(struct selected){.scenario = &scenario, .variant = &healthy}, NULL, NULL));
}

static void add(struct CMUnitTest *tests, size_t *count, const char *name, CMUnitTestFunction function, const void *row)
{
    tests[(*count)++] =
        (struct CMUnitTest){.name = name, .test_func = function, .initial_state = (void *)(uintptr_t)row};
}

int main(void)
{
    static struct CMUnitTest tests[ARRAY_SIZE(replay_rows) + 4];
    size_t count = 0;

    for (size_t i = 0; i < ARRAY_SIZE(replay_rows); i++)
        add(tests, &count, replay_rows[i].name, replays, &replay_rows[i]);
    add(tests, &count, "asks of its lab", asks_of_its_lab, NULL);
    add(tests, &count, "says when fbcheck says nothing", says_when_fbcheck_says_nothing, NULL);
    add(tests, &count, "stops when told", stops_when_told, NULL);
    add(tests, &count, "compares texts", compares_texts, NULL);
    return _cmocka_run_group_tests("replay", tests, count, prepare, tidy);
}
