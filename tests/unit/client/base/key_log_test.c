/* SPDX-License-Identifier: MIT */
#include "base/cleanup.h"
#include "base/key_log.h"
#include "base/text.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "key-log-XXXXXX";

static void nobody_wants_one(void **state)
{
    (void)state;
    unsetenv("SSLKEYLOGFILE");
    assert_false(key_log_wanted());
    key_log_write("CLIENT_RANDOM 1 2");
    setenv("SSLKEYLOGFILE", "", 1);
    assert_false(key_log_wanted());
}

static void lines_are_added(void **state)
{
    CLEANUP(cleanup_string) char *path = text_format("%s/keys", folder);
    CLEANUP(cleanup_string) char *text = NULL;
    size_t length;

    (void)state;
    setenv("SSLKEYLOGFILE", path, 1);
    assert_true(key_log_wanted());
    key_log_write("CLIENT_RANDOM 1 2");
    key_log_write("CLIENT_RANDOM 3 4");
    text = file_read(path, 1000, &length, NULL);
    unlink(path);
    assert_string_equal(text, "CLIENT_RANDOM 1 2\nCLIENT_RANDOM 3 4\n");
}

static void a_file_that_cannot_be_written(void **state)
{
    CLEANUP(cleanup_string) char *path = text_format("%s/none/keys", folder);

    (void)state;
    setenv("SSLKEYLOGFILE", path, 1);
    key_log_write("CLIENT_RANDOM 1 2");
    assert_int_not_equal(access(path, F_OK), 0);
}

static void a_pipe_that_nobody_reads(void **state)
{
    CLEANUP(cleanup_string) char *path = text_format("%s/pipe", folder);

    (void)state;
    assert_int_equal(mkfifo(path, 0600), 0);
    setenv("SSLKEYLOGFILE", path, 1);
    key_log_write("CLIENT_RANDOM 1 2"); /* does not wait */
    assert_false(key_log_prepare());
    assert_null(getenv("SSLKEYLOGFILE"));
    const int reader = open(path, O_RDONLY | O_NONBLOCK);
    setenv("SSLKEYLOGFILE", path, 1);
    assert_true(key_log_prepare());
    assert_true(key_log_wanted());
    close(reader);
    unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_wants_one),
        cmocka_unit_test(lines_are_added),
        cmocka_unit_test(a_file_that_cannot_be_written),
        cmocka_unit_test(a_pipe_that_nobody_reads),
    };
    int failed;

    if (!mkdtemp(folder))
        return EXIT_FAILURE;
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    rmdir(folder);
    return failed;
}
