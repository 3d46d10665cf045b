/* SPDX-License-Identifier: MIT */
/* What was confirmed is there again: after a kill, on a full disk, beside another session. */
#include "progress_folder.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

static const char *const names[] = {"ann", "=1+1", "tab\there\nand a line", "\xC3\x84nn \xE7\x8E\x8B",
                                    "o'neil; DROP TABLE trainee"};

static bool is_as_written(void *context, const struct progress_attempt *attempt)
{
    size_t *at = context;

    assert_string_equal(attempt->trainee, names[*at]);
    assert_string_equal(attempt->ticket, "06a");
    assert_true(attempt->seed == UINT64_MAX);
    assert_int_equal(attempt->number, *at);
    assert_int_equal(strlen(attempt->registration), 36);
    assert_int_equal(attempt->outcome, *at == 0 ? PROGRESS_SOLVED : PROGRESS_OPEN);
    assert_int_equal(attempt->ended != 0, *at == 0);
    ++*at;
    return true;
}

static void what_is_written_is_read(void **state)
{
    CLEANUP(progress_store_close) struct progress_store *store = open_store();
    struct stat found;
    CLEANUP(cleanup_string) char *path = database_path();
    size_t at = 0;

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(names); i++)
        assert_int_equal(begin(store, names[i], (int64_t)i, NULL), i + 1);
    assert_true(progress_store_note(store, 1, "hint", "look at W3SVC1", NULL));
    assert_true(progress_store_finish(store, 1, PROGRESS_SOLVED, 85, NULL));
    progress_store_close(&store);
    store = open_store();
    assert_true(progress_store_attempts(store, NULL, is_as_written, &at, NULL));
    assert_int_equal(at, ARRAY_SIZE(names));
    assert_int_equal(count_attempts(store, "ann"), 1);
    assert_int_equal(count_events(store, 1), 1);
    assert_int_equal(stat(path, &found), 0);
    assert_int_equal(found.st_mode & 0777, 0600);
}

static void what_makes_no_sense_is_refused(void **state)
{
    CLEANUP(progress_store_close) struct progress_store *store = open_store();
    char longest[300];
    struct error error = {""};

    (void)state;
    memset(longest, 'x', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    assert_int_equal(begin(store, "", 1, &error), 0);
    assert_string_equal(error.text, "a trainee needs a name");
    assert_int_equal(begin(store, longest, 1, &error), 0);
    assert_non_null(strstr(error.text, "at most 256"));
    assert_int_equal(begin(store, "\xFF", 1, &error), 0);
    assert_non_null(strstr(error.text, "no UTF-8"));
    assert_false(progress_store_note(store, 99, "hint", "of no attempt", &error));
    assert_false(progress_store_finish(store, 99, PROGRESS_SOLVED, 1, &error));
    assert_int_equal(begin(store, "ann", 1, &error), 1);
    assert_true(progress_store_finish(store, 1, PROGRESS_FAILED, 1, &error));
    assert_false(progress_store_finish(store, 1, PROGRESS_SOLVED, 100, &error));
    assert_non_null(strstr(error.text, "has ended already"));
}

enum { SESSIONS = 3, ATTEMPTS = 40 };

static _Noreturn void work(int session)
{
    struct error error = {""};
    char *said = NULL;
    struct progress_store *store = open_saying(&said, &error);
    bool good = store && !said;

    for (int i = 0; good && i < ATTEMPTS; i++) {
        const int64_t id = begin(store, "ann", i, &error);
        good = id && progress_store_note(store, id, "hint", session ? "one" : "other", &error) &&
               progress_store_finish(store, id, PROGRESS_SOLVED, 100, &error);
    }
    if (!good)
        fprintf(stderr, "%s\n", error.text);
    _exit(!good);
}

static void sessions_at_once_lose_nothing(void **state)
{
    CLEANUP(progress_store_close) struct progress_store *store = NULL;

    (void)state;
    for (int i = 0; i < SESSIONS; i++)
        if (fork() == 0)
            work(i);
    for (int i = 0; i < SESSIONS; i++) {
        int status = -1;
        assert_true(wait(&status) > 0);
        assert_int_equal(status, 0);
    }
    store = open_store();
    assert_int_equal(count_attempts(store, "ann"), SESSIONS * ATTEMPTS);
    for (int64_t id = 1; id <= SESSIONS * ATTEMPTS; id++)
        assert_int_equal(count_events(store, id), 1);
}

/* Says a byte for each step that is confirmed. */
static _Noreturn void work_until_killed(int confirm)
{
    struct progress_store *store = open_store();

    for (int64_t number = 1;; number++) {
        const int64_t id = begin(store, "ann", number, NULL);
        if (!id || write(confirm, "b", 1) != 1 || !progress_store_note(store, id, "hint", "x", NULL) ||
            write(confirm, "n", 1) != 1 || !progress_store_finish(store, id, PROGRESS_SOLVED, 100, NULL) ||
            write(confirm, "f", 1) != 1)
            _exit(1);
    }
}

struct found {
    int attempts, finished;
    int64_t last;
};

static bool add_found(void *context, const struct progress_attempt *attempt)
{
    struct found *found = context;

    found->attempts++;
    found->finished += attempt->ended != 0;
    found->last = attempt->id;
    return true;
}

static void kill_after(int steps)
{
    int ends[2], confirmed[3] = {0};
    char step = 0;
    struct found found = {0, 0, 0};
    CLEANUP(progress_store_close) struct progress_store *store = NULL;

    assert_int_equal(pipe(ends), 0);
    const pid_t child = fork();
    if (child == 0)
        work_until_killed(ends[1]);
    close(ends[1]);
    for (int i = 0; read(ends[0], &step, 1) == 1; i++) { /* also what it confirmed while it was dying */
        confirmed[step == 'b' ? 0 : step == 'n' ? 1 : 2]++;
        if (i == steps)
            kill(child, SIGKILL);
    }
    close(ends[0]);
    assert_int_equal(waitpid(child, NULL, 0), child);
    store = open_store();
    assert_true(progress_store_attempts(store, "ann", add_found, &found, NULL));
    assert_in_range(found.attempts, confirmed[0], confirmed[0] + 1);
    assert_in_range(found.finished, confirmed[2], confirmed[2] + 1);
    assert_true(count_events(store, confirmed[1]) == 1);
}

static void a_kill_loses_nothing_confirmed(void **state)
{
    (void)state;
    for (int steps = 1; steps <= 24; steps++) {
        char outer[sizeof folder];
        memcpy(outer, folder, sizeof folder);
        assert_int_equal(make_folder(NULL), 0);
        kill_after(steps);
        assert_int_equal(remove_folder(NULL), 0);
        memcpy(folder, outer, sizeof folder);
    }
}

/* The exit status is how many were confirmed; 255: the sentence was another. */
static _Noreturn void work_without_room(void)
{
    const struct rlimit room = {256 << 10, 256 << 10};
    struct error error = {""};
    struct progress_store *store = NULL;
    int confirmed = 0;

    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &room);
    store = open_store();
    const int64_t id = begin(store, "ann", 1, &error);
    while (confirmed < 250 && progress_store_note(store, id, "command", "a line that takes room", &error))
        confirmed++;
    _exit(strstr(error.text, "is there room on the disk?") && strstr(error.text, "training.db") ? confirmed : 255);
}

static void a_full_disk_loses_nothing_confirmed(void **state)
{
    CLEANUP(progress_store_close) struct progress_store *store = NULL;
    int status = 0;

    (void)state;
    if (fork() == 0)
        work_without_room();
    assert_true(wait(&status) > 0);
    assert_true(WIFEXITED(status));
    assert_in_range(WEXITSTATUS(status), 1, 249);
    store = open_store();
    assert_int_equal(count_events(store, 1), WEXITSTATUS(status));
}

static void a_folder_that_others_write_is_refused(void **state)
{
    CLEANUP(cleanup_string) char *said = NULL;
    struct error error = {""};

    (void)state;
    assert_int_equal(chmod(folder, 0777), 0);
    assert_null(open_saying(&said, &error));
    assert_non_null(strstr(error.text, "chmod 700"));
}

static void the_users_own_folder_is_made(void **state)
{
    const struct progress_options options = {NULL, test_clock, &now};
    CLEANUP(cleanup_string) char *said = NULL, *made = text_format("%s/a/fblab/training.db", folder);
    CLEANUP(cleanup_string) char *home = text_format("%s/a", folder), *inner = text_format("%s/a/fblab", folder);
    CLEANUP(progress_store_close) struct progress_store *store = NULL;
    struct error error = {""};
    char outer[sizeof folder];

    (void)state;
    setenv("XDG_STATE_HOME", home, 1);
    store = progress_store_open(&options, &said, &error);
    unsetenv("XDG_STATE_HOME");
    if (!store)
        fail_msg("%s", error.text);
    assert_int_equal(access(made, F_OK), 0);
    progress_store_close(&store);
    memcpy(outer, folder, sizeof folder);
    snprintf(folder, sizeof folder, "%s", inner);
    assert_int_equal(remove_folder(NULL), 0);
    memcpy(folder, outer, sizeof folder);
    assert_int_equal(rmdir(home), 0);
}

#define IN_A_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_FOLDER(what_is_written_is_read),
        IN_A_FOLDER(what_makes_no_sense_is_refused),
        IN_A_FOLDER(sessions_at_once_lose_nothing),
        IN_A_FOLDER(a_kill_loses_nothing_confirmed),
        IN_A_FOLDER(a_full_disk_loses_nothing_confirmed),
        IN_A_FOLDER(a_folder_that_others_write_is_refused),
        IN_A_FOLDER(the_users_own_folder_is_made),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
