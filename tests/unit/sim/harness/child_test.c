/* SPDX-License-Identifier: MIT */
#include "harness/run/child.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static const struct row {
    const char *name, *script;
    double seconds;
    bool keep_errors;
    struct child_result expected; /* output, errors: NULL is not compared */
} rows[] = {
    {"exit status", "exit 3", 30, true, {.status = 3, .output = (char *)"", .errors = (char *)""}},
    {"streams", "printf a; printf b >&2", 30, true, {.output = (char *)"a", .errors = (char *)"b"}},
    {"standard input is empty", "cat; printf end", 30, false, {.output = (char *)"end"}},
    {"a signal", "kill -TERM $$", 30, false, {.status = -1, .signal = SIGTERM}},
    {"too slow",
     "printf a; exec sleep 600",
     0.2,
     false,
     {.status = -1, .signal = SIGKILL, .timed_out = true, .output = (char *)"a"}},
    {"deaf",
     "trap '' TERM INT HUP; while :; do sleep 600; done",
     0.2,
     false,
     {.status = -1, .signal = SIGKILL, .timed_out = true}},
    {"output cut", "head -c 5000000 /dev/zero", 60, false, {.cut = true}},
    {"errors cut", "head -c 5000000 /dev/zero >&2", 60, true, {.cut = true}},
    {"a helper keeps the output open", "sleep 600 & printf a", 60, false, {.output = (char *)"a"}},
    {"a helper in a session of its own does", "setsid sleep 2 & printf a", 1.5, false, {.output = (char *)"a"}},
};

static void runs(void **state)
{
    const struct row *row = *state;
    const char *const arguments[] = {"sh", "-c", row->script, NULL};
    const struct child_order order = {.arguments = arguments, .seconds = row->seconds, .keep_errors = row->keep_errors};
    struct child_result result;
    struct error error = {""};

    assert_true(child_run(&order, &result, &error));
    assert_int_equal(result.status, row->expected.status);
    assert_int_equal(result.signal, row->expected.signal);
    assert_int_equal(result.timed_out, row->expected.timed_out);
    assert_int_equal(result.cut, row->expected.cut);
    assert_true(result.length <= CHILD_MOST_OUTPUT);
    assert_int_equal(result.errors != NULL, row->keep_errors);
    if (row->expected.output) {
        assert_string_equal(result.output, row->expected.output);
        assert_int_equal(result.length, strlen(row->expected.output));
    }
    if (row->expected.errors)
        assert_string_equal(result.errors, row->expected.errors);
    child_result_clear(&result);
}

static void stops_when_told(void **state)
{
    const char *const arguments[] = {"sleep", "600", NULL};
    struct child_order order = {.arguments = arguments, .seconds = 600};
    struct child_result result;
    int ends[2];

    (void)state;
    assert_int_equal(pipe(ends), 0);
    close(ends[1]); /* readable at once */
    order.stop = ends[0];
    assert_true(child_run(&order, &result, NULL));
    assert_true(result.stopped && !result.timed_out && result.signal == SIGKILL);
    child_result_clear(&result);
    close(ends[0]);
}

static void variables_are_what_was_given(void **state)
{
    const char *const arguments[] = {"/bin/sh", "-c", "printf %s \"$A$HOME\"", NULL};
    char *environment[] = {(char *)"A=b", NULL};
    const struct child_order order = {.arguments = arguments, .environment = environment, .seconds = 30};
    struct child_result result;

    (void)state;
    assert_true(child_run(&order, &result, NULL));
    assert_string_equal(result.output, "b");
    child_result_clear(&result);
}

static void says_why_it_cannot_run(void **state)
{
    static const struct {
        const char *program;
        int status;
        const char *sentence;
    } cases[] = {
        {"no-such-program", 127, "no-such-program cannot be run: No such file or directory"},
        {"/no/such/program", 127, "/no/such/program cannot be run: No such file or directory"},
        {"/etc/passwd", 126, "/etc/passwd cannot be run: Permission denied"},
        {"/", 126, "/ cannot be run: Permission denied"},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        const char *const arguments[] = {cases[i].program, NULL};
        const struct child_order order = {.arguments = arguments, .seconds = 30};
        struct child_result result;
        struct error error = {""};
        assert_false(child_run(&order, &result, &error));
        assert_int_equal(result.status, cases[i].status);
        assert_string_equal(error.text, cases[i].sentence);
        child_result_clear(&result);
    }
}

int main(void)
{
    static struct CMUnitTest tests[ARRAY_SIZE(rows) + 3] = {
        {.name = "stops when told", .test_func = stops_when_told},
        {.name = "variables are what was given", .test_func = variables_are_what_was_given},
        {.name = "says why it cannot run", .test_func = says_why_it_cannot_run},
    };

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[3 + i] =
            (struct CMUnitTest){.name = rows[i].name, .test_func = runs, .initial_state = (void *)(uintptr_t)&rows[i]};
    return _cmocka_run_group_tests("child", tests, ARRAY_SIZE(tests), NULL, NULL);
}
