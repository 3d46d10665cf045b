/* SPDX-License-Identifier: MIT */
/* The file of a recording: where it may be written, for whom, and what finds no room in it. */
#include "base/cleanup.h"
#include "base/text.h"
#include "recorder/trace_scenario.h"
#include "support/own_scenario.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

/* A folder for what is written. */
static int make_folder(void **state)
{
    struct own_scenario *own = malloc(sizeof *own);

    own_scenario_make(own, "<lookup><requester>a@b</requester><target>a@b</target></lookup><expect>00</expect>");
    *state = own;
    return 0;
}

static int remove_folder(void **state)
{
    own_scenario_remove(*state);
    free(*state);
    return 0;
}

static void write_scenario(const struct own_scenario *own, struct trace *trace)
{
    CLEANUP(cleanup_string) char *path = text_format("%s/xTaken.xml", own->folder);
    const struct trace_scenario scenario = {.path = path, .source = "Recorded", .party = "onprem"};
    struct error error = {""};

    if (!trace_scenario_write(trace, &scenario, &error))
        fail_msg("%s", error.text);
}

/* What an answer became when it was unpacked or redacted, and heads without end. */
static void what_finds_no_room_is_left_out(void **state)
{
    CLEANUP(trace_clear) struct trace trace = {0};
    const size_t length = 200 * 1024;
    char *value = malloc(length + 1);

    memset(value, '<', length);
    value[length] = '\0';
    for (int i = 0; i < 12; i++) {
        struct recorded_answer recorded = {
            .host = text_copy("x"),
            .method = text_copy("GET"),
            .path = text_copy("/x"),
            .head = text_format("HTTP/1.1 200 OK\r\n%s%s\r\n\r\n", i % 4 ? "X:" : "X: ", i % 4 ? "y" : value),
            .body = text_copy("b"),
            .body_length = 1};
        trace_add(&trace, &recorded);
    }
    free(value);
    free(trace.items[5].body);
    trace.items[5].body = calloc(1, TRACE_BODY_LIMIT + 2);
    trace.items[5].body_length = TRACE_BODY_LIMIT + 1;
    write_scenario(*state, &trace);
    assert_int_equal(trace.count, 12);
    assert_int_equal(trace.without_room, 3); /* two of the three long heads, and the body */
    assert_int_equal(trace.skipped, 3);
}

static mode_t mode_of(const struct own_scenario *own, const char *name)
{
    CLEANUP(cleanup_string) char *path = text_format("%s/%s", own->folder, name);
    struct stat found = {0};

    return stat(path, &found) == 0 ? found.st_mode & 0777 : 0;
}

static void others_may_not_read_it(void **state)
{
    struct recorded_answer recorded = {.host = text_copy("x"),
                                       .method = text_copy("GET"),
                                       .path = text_copy("/x"),
                                       .head = text_copy("HTTP/1.1 200 OK\r\n\r\n"),
                                       .body = calloc(1, 40000),
                                       .body_length = 40000};
    CLEANUP(trace_clear) struct trace trace = {0};

    trace_add(&trace, &recorded);
    write_scenario(*state, &trace);
    assert_int_equal(mode_of(*state, "xTaken.xml"), 0600);
    assert_int_equal(mode_of(*state, "xTaken-1.body"), 0600);
}

static const struct target {
    const char *name, *path, *there; /* NULL: nothing is there */
    bool replace;
    const char *refusal; /* NULL: it may be written */
} targets[] = {
    {"a new file", "xNew.xml", NULL, false, NULL},
    {"a file that is there", "xOld.xml", "xOld.xml", false, "is there already; --force replaces it"},
    {"a file that may go", "xOld.xml", "xOld.xml", true, NULL},
    {"a body that is there", "xOld.xml", "xOld-7.body", false, "is there already; --force replaces it"},
    {"the last body there may be", "xOld.xml", "xOld-1000.body", false, "is there already; --force replaces it"},
    {"a body that may go", "xOld.xml", "xOld-7.body", true, NULL},
    {"a body of another", "xOld.xml", "xOldest-7.body", false, NULL},
    {"no folder", "no/xNew.xml", NULL, true, "No such file or directory"},
    {"no name of a scenario", "New", NULL, true, "cannot be the name of a scenario"},
    {"a name that begins with a digit", "1x.xml", NULL, true, "cannot be the name of a scenario"},
    {"a name that is too long", "xABCDEFGHIJKLM.xml", NULL, true, "cannot be the name of a scenario"},
    {"the longest name", "xABCDEFGHIJKL.xml", NULL, true, NULL},
    {"a name with a sign in it", "x_y.xml", NULL, true, "is no id"},
};

static void checks_its_target_first(void **state)
{
    const struct target *target = *state;
    struct own_scenario own;
    struct error error = {""};

    own_scenario_make(&own, "<lookup><requester>a@b</requester><target>a@b</target></lookup><expect>00</expect>");
    CLEANUP(cleanup_string) char *path = text_format("%s/%s", own.folder, target->path);
    CLEANUP(cleanup_string) char *there = text_format("%s/%s", own.folder, target->there ? target->there : "");
    const struct trace_scenario scenario = {.path = path, .source = "x", .party = "onprem", .replace = target->replace};
    if (target->there)
        assert_true(file_write(there, "x", 1, 0600, NULL));
    const bool done = trace_scenario_has_room(&scenario, &error);
    own_scenario_remove(&own);
    assert_int_equal(done, target->refusal == NULL);
    if (target->refusal && !strstr(error.text, target->refusal))
        fail_msg("%s", error.text);
}

/* What came while the recorder ran is somebody's. */
static void nothing_that_came_meanwhile_is_lost(void **state)
{
    const struct own_scenario *own = *state;
    CLEANUP(cleanup_string) char *path = text_format("%s/xTaken.xml", own->folder);
    const struct trace_scenario scenario = {.path = path, .source = "x", .party = "onprem"};
    struct recorded_answer recorded = {.host = text_copy("x"),
                                       .method = text_copy("GET"),
                                       .path = text_copy("/x"),
                                       .head = text_copy("HTTP/1.1 200 OK\r\n\r\n"),
                                       .body = text_copy("")};
    CLEANUP(trace_clear) struct trace trace = {0};
    struct error error = {""};

    trace_add(&trace, &recorded);
    assert_true(trace_scenario_has_room(&scenario, &error));
    assert_true(file_write(path, "mine", 4, 0600, NULL));
    assert_false(trace_scenario_write(&trace, &scenario, &error));
    assert_non_null(strstr(error.text, "File exists"));
    CLEANUP(cleanup_string) char *text = file_read(path, 100, NULL, NULL);
    assert_string_equal(text, "mine");
}

#define IN_FOLDER(function) cmocka_unit_test_setup_teardown(function, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {IN_FOLDER(what_finds_no_room_is_left_out), IN_FOLDER(others_may_not_read_it),
                                       IN_FOLDER(nothing_that_came_meanwhile_is_lost)};
    struct CMUnitTest target_tests[ARRAY_SIZE(targets)];

    for (size_t i = 0; i < ARRAY_SIZE(targets); i++)
        target_tests[i] = (struct CMUnitTest){.name = targets[i].name,
                                              .test_func = checks_its_target_first,
                                              .initial_state = (void *)(uintptr_t)&targets[i]};
    return cmocka_run_group_tests_name("targets", target_tests, NULL, NULL) +
           cmocka_run_group_tests_name("files", tests, NULL, NULL);
}
