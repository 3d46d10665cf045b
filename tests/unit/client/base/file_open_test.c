/* SPDX-License-Identifier: MIT */
/* Pipes with and without somebody at the other end; what a reader and a writer is told. */
#include "base/cleanup.h"
#include "base/file_open.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[4096];

static int enter_folder(void **state)
{
    const char *parent = getenv("TMPDIR");

    (void)state;
    snprintf(folder, sizeof folder, "%s/file-open-XXXXXX", parent && *parent ? parent : "/tmp");
    return mkdtemp(folder) && chdir(folder) == 0 && mkfifo("pipe", 0600) == 0 &&
                   file_write("file", "text", 4, 0600, NULL)
               ? 0
               : -1;
}

static int leave_folder(void **state)
{
    (void)state;
    return unlink("pipe") == 0 && unlink("file") == 0 && chdir("/") == 0 && rmdir(folder) == 0 ? 0 : -1;
}

static const struct row {
    const char *name, *path;
    const char *refusal; /* NULL: "text" is read */
} rows[] = {
    {"a file", "file", NULL},
    {"what is not there", "none", "none cannot be read: No such file or directory"},
    {"a folder", ".", ". cannot be read: Is a directory"},
    {"a device without an end", "/dev/zero", "/dev/zero cannot be read: it is a device that never ends"},
    {"a pipe that nobody writes to", "pipe", "pipe cannot be read: it is a pipe, and nobody writes to it"},
};

static void reads(void **state)
{
    const struct row *const row = *state;
    struct error error = {""};
    CLEANUP(cleanup_string) char *text = file_read(row->path, 100, NULL, &error);

    assert_string_equal(error.text, row->refusal ? row->refusal : "");
    assert_string_equal(text ? text : "refused", row->refusal ? "refused" : "text");
}

static void a_pipe_with_a_writer(void **state)
{
    const int both = open("pipe", O_RDWR);
    const char *why = NULL;
    char text[10] = "";

    (void)state;
    assert_int_equal(write(both, "text", 4), 4);
    const int reader = file_open_to_read("pipe", &why);
    assert_int_equal(read(reader, text, sizeof text), 4);
    assert_string_equal(text, "text");
    assert_int_equal(fcntl(reader, F_GETFL) & O_NONBLOCK, 0);
    close(reader);
    close(both);
}

/* He may take his time. */
static void a_writer_that_has_nothing_to_say_yet(void **state)
{
    const int both = open("pipe", O_RDWR);
    const char *why = NULL;
    const int reader = file_open_to_read("pipe", &why);

    (void)state;
    assert_true(reader >= 0);
    close(reader);
    close(both);
}

/* As a shell's <(true) has it. */
static void a_pipe_without_a_name_is_empty(void **state)
{
    int ends[2];

    (void)state;
    assert_int_equal(pipe(ends), 0);
    close(ends[1]);
    CLEANUP(cleanup_string) char *path = text_format("/dev/fd/%d", ends[0]);
    const double before = clock_ms();
    CLEANUP(cleanup_string) char *text = file_read(path, 100, NULL, NULL);
    assert_string_equal(text, "");
    assert_true(clock_ms() - before < 1000);
    close(ends[0]);
}

static void a_pipe_is_written_only_to_a_reader(void **state)
{
    (void)state;
    assert_int_equal(file_open_to_write("pipe", O_APPEND, 0600), -1);
    assert_int_equal(errno, ENXIO);
}

#define HERE(function) cmocka_unit_test_setup_teardown(function, enter_folder, leave_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {HERE(a_pipe_with_a_writer), HERE(a_writer_that_has_nothing_to_say_yet),
                                       HERE(a_pipe_without_a_name_is_empty), HERE(a_pipe_is_written_only_to_a_reader)};
    struct CMUnitTest row_tests[ARRAY_SIZE(rows)];
    int failures;

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        row_tests[i] =
            (struct CMUnitTest){rows[i].name, reads, enter_folder, leave_folder, (void *)(uintptr_t)&rows[i]};
    failures = cmocka_run_group_tests_name("pipes", tests, NULL, NULL);
    return failures + cmocka_run_group_tests_name("files read", row_tests, NULL, NULL);
}
