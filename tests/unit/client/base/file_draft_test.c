/* SPDX-License-Identifier: MIT */
/* What is written where: files, links, devices, pipes, descriptors; what is refused; what a full disk leaves. */
#include "base/cleanup.h"
#include "base/file_draft.h"
#include "base/text.h"

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[4096];

static int enter_folder(void **state)
{
    const char *parent = getenv("TMPDIR");

    (void)state;
    snprintf(folder, sizeof folder, "%s/file-draft-XXXXXX", parent && *parent ? parent : "/tmp");
    return mkdtemp(folder) && chdir(folder) == 0 && mkdir("folder", 0700) == 0 &&
                   file_write("old", "old", 3, 0644, NULL) && symlink("old", "link") == 0 &&
                   symlink("new", "dangling") == 0 && symlink("/dev/null", "device") == 0 &&
                   symlink("loop", "loop") == 0 && mkfifo("pipe", 0600) == 0
               ? 0
               : -1;
}

static int leave_folder(void **state)
{
    DIR *names = opendir(".");

    (void)state;
    for (const struct dirent *entry; names && (entry = readdir(names));)
        remove(entry->d_name);
    if (names)
        closedir(names);
    return chdir("/") == 0 && rmdir(folder) == 0 ? 0 : -1;
}

static size_t count_names(void)
{
    DIR *names = opendir(".");
    size_t count = 0;

    while (readdir(names))
        count++;
    closedir(names);
    return count;
}

static const struct row {
    const char *name, *path;
    const char *refusal; /* NULL: it is written */
    const char *file;    /* that has the text then; NULL: none has */
    mode_t kind;         /* of the path afterwards, links not followed */
} rows[] = {
    {"a new file", "new", NULL, "new", S_IFREG},
    {"what is there is replaced", "old", NULL, "old", S_IFREG},
    {"a link is followed", "link", NULL, "old", S_IFLNK},
    {"a link to what is not there", "dangling", NULL, "new", S_IFLNK},
    {"a link to a device", "device", NULL, NULL, S_IFLNK},
    {"a device", "/dev/null", NULL, NULL, S_IFCHR},
    {"a full device", "/dev/full", "/dev/full cannot be written: No space left on device", NULL, S_IFCHR},
    {"a folder", "folder", "folder cannot be written: it is a folder; name a file", NULL, S_IFDIR},
    {"a folder that is not there", "no/new", "no/new cannot be written: No such file or directory", NULL, 0},
    {"a file as a folder", "old/new", "old/new cannot be written: Not a directory", NULL, 0},
    {"a link to itself", "loop", "loop cannot be written: Too many levels of symbolic links", NULL, S_IFLNK},
    {"a pipe that nobody reads", "pipe", "pipe cannot be written: No such device or address", NULL, S_IFIFO},
    {"a descriptor that is closed", "/dev/fd/777", "/dev/fd/777 cannot be written: Bad file descriptor", NULL, 0},
    {"no name", "", " cannot be written: No such file or directory", NULL, 0},
};

static void writes(void **state)
{
    const struct row *row = *state;
    const size_t before = count_names();
    const bool makes_one = row->file && strcmp(row->file, "new") == 0;
    struct stat found = {0};
    struct error error = {""};

    assert_int_equal(file_write(row->path, "text", 4, 0640, &error), row->refusal == NULL);
    assert_string_equal(error.text, row->refusal ? row->refusal : "");
    assert_int_equal(lstat(row->path, &found) == 0 ? found.st_mode & S_IFMT : 0, row->kind);
    assert_int_equal(count_names(), before + makes_one);
    if (!row->file)
        return;
    CLEANUP(cleanup_string) char *text = file_read(row->file, 100, NULL, NULL);
    assert_string_equal(text, "text");
    assert_true(stat(row->file, &found) == 0);
    if (row->kind == S_IFREG)
        assert_int_equal(found.st_mode & 0777, 0640);
}

static const struct check {
    const char *name, *path;
    bool replace;
    const char *refusal; /* NULL: a file may be written there */
} checks[] = {
    {"check: new", "new", false, NULL},
    {"check: new below", "folder/new", false, NULL},
    {"check: at the root of a path", "/dev/null", false, NULL},
    {"check: there", "old", false, "old is there already; --force replaces it"},
    {"check: there behind a link", "link", false, "link is there already; --force replaces it"},
    {"check: there, and may go", "old", true, NULL},
    {"check: a folder", "folder", true, "folder cannot be written: it is a folder; name a file"},
    {"check: a folder that is not there", "no/new", true, "no/new cannot be written: No such file or directory"},
    {"check: standard output", "/dev/stdout", false, NULL},
    {"check: standard output by its sign", "-", false, NULL},
    {"check: a descriptor that is closed", "/dev/fd/777", false, "/dev/fd/777 cannot be written: Bad file descriptor"},
};

static void finds_out_first(void **state)
{
    const struct check *check = *state;
    const size_t before = count_names();
    struct error error = {""};

    assert_int_equal(file_target_check(check->path, check->replace, &error), check->refusal == NULL);
    assert_string_equal(error.text, check->refusal ? check->refusal : "");
    assert_int_equal(count_names(), before);
}

/* As a shell has it: what comes behind goes on where we ended, and what was printed before stays. */
static void a_descriptor_is_shared(void **state)
{
    const int own = open("shared", O_RDWR | O_CREAT, 0600);
    CLEANUP(cleanup_string) char *path = text_format("/dev/fd/%d", own);

    (void)state;
    assert_int_equal(write(own, "one ", 4), 4);
    assert_true(file_write(path, "two ", 4, 0600, NULL));
    assert_int_equal(write(own, "three", 5), 5);
    CLEANUP(cleanup_string) char *text = file_read("shared", 100, NULL, NULL);
    assert_string_equal(text, "one two three");
    close(own);
}

static void a_pipe_is_written_to(void **state)
{
    const int reader = open("pipe", O_RDONLY | O_NONBLOCK);
    char text[10] = "";

    (void)state;
    assert_true(reader >= 0);
    assert_true(file_write("pipe", "text", 4, 0600, NULL));
    assert_int_equal(read(reader, text, sizeof text), 4);
    assert_string_equal(text, "text");
    close(reader);
}

static void what_came_meanwhile_is_not_lost(void **state)
{
    struct error error = {""};
    CLEANUP(file_draft_free) struct file_draft *draft = file_draft_new("new", "text", 4, 0600, &error);

    (void)state;
    assert_non_null(draft);
    assert_true(file_write("new", "other", 5, 0600, NULL));
    const size_t before = count_names();
    assert_false(file_draft_commit(&draft, false, &error));
    assert_string_equal(error.text, "new cannot be written: File exists");
    assert_null(draft);
    CLEANUP(cleanup_string) char *text = file_read("new", 100, NULL, NULL);
    assert_string_equal(text, "other");
    assert_int_equal(count_names(), before - 1); /* the draft */
}

static void a_draft_is_nothing_yet(void **state)
{
    const size_t before = count_names();
    struct file_draft *draft = file_draft_new("old", "text", 4, 0600, NULL);

    (void)state;
    assert_non_null(draft);
    file_draft_free(&draft);
    file_draft_free(&draft);
    CLEANUP(cleanup_string) char *text = file_read("old", 100, NULL, NULL);
    assert_string_equal(text, "old");
    assert_int_equal(count_names(), before);
}

/* The longest that a disk takes: a draft's name has more in it. */
static void a_name_may_be_long(void **state)
{
    char name[NAME_MAX + 1] = "";

    (void)state;
    memset(name, 'n', NAME_MAX);
    assert_true(file_write(name, "one", 3, 0600, NULL));
    assert_true(file_write(name, "two", 3, 0600, NULL));
    CLEANUP(cleanup_string) char *text = file_read(name, 100, NULL, NULL);
    assert_string_equal(text, "two");
}

/* The program's own files are none of the user's to write to. */
static void a_descriptor_of_ours_is_refused(void **state)
{
    const int ours = open("ours", O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    CLEANUP(cleanup_string) char *path = text_format("/dev/fd/%d", ours);
    struct stat found;

    (void)state;
    assert_false(file_target_check(path, true, NULL));
    assert_false(file_write(path, "text", 4, 0600, NULL));
    assert_int_equal(fstat(ours, &found), 0);
    assert_int_equal(found.st_size, 0);
    close(ours);
}

enum { NOBODY = 65534 };

/* Root may write everything, so he is somebody else meanwhile. */
static void what_is_write_protected_stays(void **state)
{
    const uid_t us = geteuid();
    struct error checked = {""}, written = {""};

    (void)state;
    chmod("old", 0444);
    if (us == 0)
        assert_int_equal(chown(folder, NOBODY, (gid_t)-1) | chown("old", NOBODY, (gid_t)-1) | seteuid(NOBODY), 0);
    const bool passes = file_target_check("old", true, &checked);
    const bool done = file_write("old", "text", 4, 0600, &written);
    assert_int_equal(us == 0 ? seteuid(0) : 0, 0);
    assert_false(passes || done);
    assert_string_equal(checked.text, "old cannot be written: Permission denied");
    assert_string_equal(written.text, checked.text);
}

static const struct modes {
    const char *name, *path;
    mode_t mask, old, wanted, then;
} modes[] = {
    {"a new file heeds the umask", "new", 077, 0, 0644, 0600},
    {"a new file of everybody's", "new", 022, 0, 0644, 0644},
    {"what was closed stays closed", "old", 022, 0600, 0644, 0600},
    {"what is to be closed is closed", "old", 022, 0644, 0600, 0600},
    {"what was open stays open", "old", 077, 0644, 0644, 0644},
};

static void has_the_mode(void **state)
{
    const struct modes *const row = *state;
    struct stat found = {0};

    if (row->old)
        chmod("old", row->old);
    const mode_t before = umask(row->mask);
    const bool done = file_write(row->path, "text", 4, row->wanted, NULL);
    umask(before);
    assert_true(done && stat(row->path, &found) == 0);
    assert_int_equal(found.st_mode & 0777, row->then);
}

static const struct pair {
    const char *name, *one, *other;
    bool same;
} pairs[] = {
    {"one name twice", "old", "old", true},
    {"by a detour", "old", "folder/../old", true},
    {"a link and what it leads to", "link", "old", true},
    {"not there yet", "new", "./new", true},
    {"standard output", "-", "/dev/stdout", true},
    {"two files", "old", "new", false},
    {"two new files of one name", "new", "folder/new", false},
    {"a device", "/dev/null", "/dev/null", false},
    {"what cannot be written", "folder", "folder", false},
};

static void are_the_same(void **state)
{
    const struct pair *const row = *state;

    assert_int_equal(file_target_same(row->one, row->other), row->same);
    assert_int_equal(file_target_same(row->other, row->one), row->same);
}

/* As on a disk without room. */
static void a_full_disk_leaves_the_old_file(void **state)
{
    const size_t before = count_names();
    struct rlimit limit, none;
    struct error error = {""};

    (void)state;
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &limit);
    none = (struct rlimit){2, limit.rlim_max};
    setrlimit(RLIMIT_FSIZE, &none);
    const bool done = file_write("old", "text", 4, 0600, &error);
    setrlimit(RLIMIT_FSIZE, &limit);
    assert_false(done);
    assert_string_equal(error.text, "old cannot be written: File too large");
    CLEANUP(cleanup_string) char *text = file_read("old", 100, NULL, NULL);
    assert_string_equal(text, "old");
    assert_int_equal(count_names(), before);
}

static const struct neighbour {
    const char *name;
    bool stays;
} neighbours[] = {
    {"new.fblab-abcdef", false},  {"new.fblab-abcdeg", false}, {"new.fblab-abcde", true},
    {"new.fblab-abcdefg", true},  {"new.backup", true},        {"new", true},
    {"newer.fblab-abcdef", true}, {"fblab-abcdef", true},
};

/* A program that was killed let go of its lock. */
static void what_a_killed_writer_left_is_cleared(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(neighbours); i++)
        close(open(neighbours[i].name, O_WRONLY | O_CREAT, 0600));
    assert_true(file_write("./new", "text", 4, 0600, NULL));
    for (size_t i = 0; i < ARRAY_SIZE(neighbours); i++)
        if ((access(neighbours[i].name, F_OK) == 0) != neighbours[i].stays)
            fail_msg("%s", neighbours[i].name);
}

#define HERE(function) cmocka_unit_test_setup_teardown(function, enter_folder, leave_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {HERE(a_descriptor_is_shared),
                                       HERE(a_pipe_is_written_to),
                                       HERE(what_came_meanwhile_is_not_lost),
                                       HERE(a_draft_is_nothing_yet),
                                       HERE(a_full_disk_leaves_the_old_file),
                                       HERE(what_a_killed_writer_left_is_cleared),
                                       HERE(a_name_may_be_long),
                                       HERE(a_descriptor_of_ours_is_refused),
                                       HERE(what_is_write_protected_stays)};
    struct CMUnitTest row_tests[ARRAY_SIZE(rows)], check_tests[ARRAY_SIZE(checks)], pair_tests[ARRAY_SIZE(pairs)],
        mode_tests[ARRAY_SIZE(modes)];
    int failures;

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        row_tests[i] =
            (struct CMUnitTest){rows[i].name, writes, enter_folder, leave_folder, (void *)(uintptr_t)&rows[i]};
    for (size_t i = 0; i < ARRAY_SIZE(checks); i++)
        check_tests[i] = (struct CMUnitTest){checks[i].name, finds_out_first, enter_folder, leave_folder,
                                             (void *)(uintptr_t)&checks[i]};
    for (size_t i = 0; i < ARRAY_SIZE(pairs); i++)
        pair_tests[i] =
            (struct CMUnitTest){pairs[i].name, are_the_same, enter_folder, leave_folder, (void *)(uintptr_t)&pairs[i]};
    for (size_t i = 0; i < ARRAY_SIZE(modes); i++)
        mode_tests[i] =
            (struct CMUnitTest){modes[i].name, has_the_mode, enter_folder, leave_folder, (void *)(uintptr_t)&modes[i]};
    failures = cmocka_run_group_tests_name("targets", row_tests, NULL, NULL);
    failures += cmocka_run_group_tests_name("pairs", pair_tests, NULL, NULL);
    failures += cmocka_run_group_tests_name("modes", mode_tests, NULL, NULL);
    failures += cmocka_run_group_tests_name("checks", check_tests, NULL, NULL);
    return failures + cmocka_run_group_tests_name("drafts", tests, NULL, NULL);
}
