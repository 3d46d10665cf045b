/* SPDX-License-Identifier: MIT */
/* What of TMPDIR is cleared away when a folder is made there, each a row; and what stays. */
#include "passing_folder/passing_folder.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#define LOCK "/passing.lock"

/* A folder that is there before; what is in it. */
struct left_row {
    const char *name, *folder;
    const char *file; /* in it; NULL: none */
    bool locked;      /* its lock is held */
    long age;         /* seconds */
    bool stays;
};

static const struct left_row rows[] = {
    {"killed", "fblab-aBcDeF", LOCK, false, 0, false},
    {"killed, of a tool", "fblab-ready-aBcDeF", LOCK, false, 0, false},
    {"in use", "fblab-aBcDeF", LOCK, true, 9999, true},
    {"killed before its lock was there", "fblab-aBcDeF", NULL, false, 9999, false},
    {"about to get its lock", "fblab-aBcDeF", NULL, false, 0, true},
    {"what somebody saved", "fblab-recording-aBcDeF", "/xCurl.xml", false, 9999, true},
    {"a state directory that was given", "fblab-aBcDeF", "/lock", false, 9999, true},
    {"of another program", "fblob-aBcDeF", LOCK, false, 9999, true},
};

static char *parent; /* TMPDIR of these tests */

static void set_age(const char *path, long seconds)
{
    const struct timespec then = {.tv_sec = time(NULL) - seconds};

    assert_int_equal(utimensat(AT_FDCWD, path, (const struct timespec[]){then, then}, 0), 0);
}

static void clears(void **state)
{
    const struct left_row *const row = *state;
    CLEANUP(cleanup_string) char *folder = text_format("%s/%s", parent, row->folder);
    CLEANUP(cleanup_string) char *file = text_format("%s%s", folder, row->file ? row->file : "");
    struct error error = {""};
    int opened = -1;

    assert_int_equal(mkdir(folder, S_IRWXU), 0);
    if (row->file)
        assert_true((opened = open(file, O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR)) >= 0);
    if (row->locked)
        assert_int_equal(flock(opened, LOCK_EX), 0);
    set_age(folder, row->age);
    CLEANUP(passing_folder_free) struct passing_folder *made = passing_folder_new("", &error);
    assert_non_null(made);
    assert_int_equal(access(folder, F_OK) == 0, row->stays);
    if (opened >= 0)
        close(opened);
    passing_folder_remove(folder);
}

/* Whoever could plant a link there must not have another folder emptied. */
static void a_link_is_not_followed(void **state)
{
    CLEANUP(cleanup_string) char *folder = text_format("%s/other", parent);
    CLEANUP(cleanup_string) char *lock = text_format("%s" LOCK, folder);
    CLEANUP(cleanup_string) char *link = text_format("%s/fblab-aBcDeF", parent);

    (void)state;
    assert_int_equal(mkdir(folder, S_IRWXU), 0);
    close(open(lock, O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR));
    assert_int_equal(symlink(folder, link), 0);
    CLEANUP(passing_folder_free) struct passing_folder *made = passing_folder_new("", NULL);
    assert_int_equal(access(lock, F_OK), 0);
    unlink(link);
    passing_folder_remove(folder);
}

static void two_do_not_take_each_other(void **state)
{
    CLEANUP(passing_folder_free) struct passing_folder *first = passing_folder_new("", NULL);
    CLEANUP(passing_folder_free) struct passing_folder *second = passing_folder_new("record-", NULL);
    CLEANUP(cleanup_string) char *path = text_copy(passing_folder_path(first));

    (void)state;
    assert_int_equal(access(path, F_OK), 0);
    assert_true(text_contains(passing_folder_path(second), "/fblab-record-"));
    passing_folder_free(&first);
    assert_int_equal(access(path, F_OK), -1);
    assert_int_equal(access(passing_folder_path(second), F_OK), 0);
}

/* The real thing: a process that has one is killed. */
static void what_a_kill_leaves_goes(void **state)
{
    int tell[2];
    char path[256] = "";
    pid_t child;

    (void)state;
    assert_int_equal(pipe(tell), 0);
    if ((child = fork()) == 0) {
        const struct passing_folder *made = passing_folder_new("", NULL);
        const char *const where = passing_folder_path(made);

        if (write(tell[1], where, strlen(where)) < 0 || raise(SIGKILL) != 0)
            _exit(1);
    }
    assert_true(read(tell[0], path, sizeof path - 1) > 0);
    assert_int_equal(waitpid(child, NULL, 0), child);
    assert_int_equal(access(path, F_OK), 0);
    CLEANUP(passing_folder_free) struct passing_folder *made = passing_folder_new("", NULL);
    assert_int_equal(access(path, F_OK), -1);
    close(tell[0]);
    close(tell[1]);
}

static void a_folder_that_is_not_there_is_named(void **state)
{
    struct error error = {""};

    (void)state;
    setenv("TMPDIR", "/no/such", 1);
    assert_null(passing_folder_new("record-", &error));
    assert_string_equal(error.text, "a folder /no/such/fblab-record-XXXXXX cannot be made: No such file or directory; "
                                    "set TMPDIR to a folder that is writable");
    setenv("TMPDIR", parent, 1);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 4];
    const char *const given = getenv("TMPDIR");
    int failed;

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = clears, .initial_state = (void *)(uintptr_t)&rows[i]};
    tests[ARRAY_SIZE(rows)] = (struct CMUnitTest)cmocka_unit_test(a_link_is_not_followed);
    tests[ARRAY_SIZE(rows) + 1] = (struct CMUnitTest)cmocka_unit_test(two_do_not_take_each_other);
    tests[ARRAY_SIZE(rows) + 2] = (struct CMUnitTest)cmocka_unit_test(what_a_kill_leaves_goes);
    tests[ARRAY_SIZE(rows) + 3] = (struct CMUnitTest)cmocka_unit_test(a_folder_that_is_not_there_is_named);
    parent = text_format("%s/passing-XXXXXX", given && *given ? given : "/tmp");
    if (!mkdtemp(parent))
        return 1;
    setenv("TMPDIR", parent, 1);
    failed = cmocka_run_group_tests_name("passing_folder", tests, NULL, NULL);
    rmdir(parent);
    free(parent);
    return failed;
}
