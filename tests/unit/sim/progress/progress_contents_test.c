/* SPDX-License-Identifier: MIT */
/* All that is in a store, attempt by attempt, after it was migrated, rescued or brought together with another. */
#include "progress_folder.h"

#include <stdlib.h>

struct written {
    struct progress_store *store;
    FILE *output;
    bool whole; /* with what is drawn: the registration */
};

static bool write_event(void *context, const struct progress_event *event)
{
    fprintf(context, "  %lld %s %s\n", (long long)event->at, event->kind, event->text);
    return true;
}

static bool write_attempt(void *context, const struct progress_attempt *attempt)
{
    const struct written *const written = context;

    fprintf(written->output, "%s %s %s %s %llu %lld %s %lld-%lld %s %u%s%s\n", attempt->trainee, attempt->course,
            attempt->ticket, attempt->row, (unsigned long long)attempt->seed, (long long)attempt->number,
            progress_mode_name(attempt->mode), (long long)attempt->started, (long long)attempt->ended,
            progress_outcome_name(attempt->outcome), attempt->points, written->whole ? " " : "",
            written->whole ? attempt->registration : "");
    assert_true(progress_store_events(written->store, attempt->id, write_event, written->output, NULL));
    return true;
}

static char *contents(struct progress_store *store, bool whole)
{
    char *text = NULL;
    size_t length = 0;
    FILE *const output = open_memstream(&text, &length);
    struct written written = {store, output, whole};

    assert_true(progress_store_attempts(store, NULL, write_attempt, &written, NULL));
    fclose(output);
    return text;
}

static void assert_contents(struct progress_store *store, const char *expected)
{
    CLEANUP(cleanup_string) char *text = contents(store, false);

    assert_string_equal(text, expected);
}

static char *version_1(void)
{
    return file_read(FBLAB_SOURCE "/tests/unit/sim/progress/version_1.sql", 100000, NULL, NULL);
}

#define OF_VERSION_1                                                                                                   \
    "ann the-six 06a 06 7 1 worked-example 1000-1500 solved 100\n"                                                     \
    "  1100 hint look at W3SVC1\n"                                                                                     \
    "ann the-six 13a 13 7 2 worked-example 2000-0 open 0\n"

static void an_older_file_keeps_what_it_says(void **state)
{
    CLEANUP(cleanup_string) char *sql = version_1();
    CLEANUP(progress_store_close) struct progress_store *store = NULL;

    (void)state;
    run_sql(sql);
    store = open_store();
    assert_contents(store, OF_VERSION_1);
}

/* What somebody has written there by hand stays within what it means. */
static void numbers_that_mean_nothing_are_none(void **state)
{
    CLEANUP(cleanup_string) char *sql = version_1();
    CLEANUP(progress_store_close) struct progress_store *store = NULL;

    (void)state;
    run_sql(sql);
    run_sql("UPDATE attempt SET mode = 3, outcome = 4, points = 101 WHERE id = 1;"
            "UPDATE attempt SET mode = -1, outcome = -1, points = -1 WHERE id = 2; DELETE FROM event");
    store = open_store();
    assert_contents(store, "ann the-six 06a 06 7 1 worked-example 1000-1500 open 0\n"
                           "ann the-six 13a 13 7 2 worked-example 2000-0 open 0\n");
    run_sql("UPDATE attempt SET mode = 2, outcome = 3, points = 100");
    assert_contents(store, "ann the-six 06a 06 7 1 alone 1000-1500 given-up 100\n"
                           "ann the-six 13a 13 7 2 alone 2000-0 given-up 100\n");
}

static void limits_of_names_and_texts(void **state)
{
    static const struct {
        size_t name, kind, text;
        const char *says;
    } rows[] = {{256, 256, 1 << 20, ""},
                {257, 1, 1, "the trainee's name has 257 bytes; at most 256 can be kept"},
                {1, 257, 1, "its kind has 257 bytes; at most 256 can be kept"},
                {1, 1, (1 << 20) + 1, "what is noted has 1048577 bytes; at most 1048576 can be kept"}};
    CLEANUP(progress_store_close) struct progress_store *store = open_store();

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        CLEANUP(cleanup_string) char *name = text_format("%0*d", (int)rows[i].name, 0);
        CLEANUP(cleanup_string) char *kind = text_format("%0*d", (int)rows[i].kind, 0);
        CLEANUP(cleanup_string) char *text = text_format("%0*d", (int)rows[i].text, 0);
        struct error error = {""};
        const int64_t id = begin(store, name, 1, &error);
        const bool noted = id && progress_store_note(store, id, kind, text, &error);
        assert_string_equal(error.text, rows[i].says);
        assert_int_equal(noted, !*rows[i].says);
        assert_int_equal(id && count_events(store, id) == 1, noted);
    }
}

/* The test's other folder, which is `folder` afterwards. */
static void make_other(char first[sizeof folder])
{
    memcpy(first, folder, sizeof folder);
    assert_int_equal(make_folder(NULL), 0);
}

static void leave_other(const char first[sizeof folder])
{
    assert_int_equal(remove_folder(NULL), 0);
    memcpy(folder, first, sizeof folder);
}

static void assert_merge(struct progress_store *store, int64_t renewed, const char *expected)
{
    CLEANUP(cleanup_string) char *said = NULL;
    struct error error = {""};
    int64_t found = 99;

    if (!progress_store_merge(store, folder, &found, &said, &error))
        fail_msg("%s", error.text);
    assert_null(said);
    assert_int_equal(found, renewed);
    assert_contents(store, expected);
}

#define OURS "bob the-six 06a 06 18446744073709551615 1 worked-example 1010-0 open 0\n"
#define THEIRS_BEGUN                                                                                                   \
    "ann the-six 06a 06 18446744073709551615 5 worked-example 5010-0 open 0\n"                                         \
    "  5020 hint one\n"
#define THEIRS_ENDED                                                                                                   \
    "ann the-six 06a 06 18446744073709551615 5 worked-example 5010-5050 solved 85\n"                                   \
    "  5020 hint one\n"                                                                                                \
    "  5040 answer two\n"

static void others_attempts_come_as_they_are(void **state)
{
    char first[sizeof folder];

    (void)state;
    now = 1000;
    CLEANUP(progress_store_close) struct progress_store *ours = open_store();
    assert_int_equal(begin(ours, "bob", 1, NULL), 1);
    make_other(first);
    now = 5000;
    CLEANUP(progress_store_close) struct progress_store *theirs = open_store();
    const int64_t id = begin(theirs, "ann", 5, NULL);
    assert_true(progress_store_note(theirs, id, "hint", "one", NULL));
    assert_merge(ours, 1, OURS THEIRS_BEGUN);
    assert_merge(ours, 0, OURS THEIRS_BEGUN);
    now = 5030;
    assert_true(progress_store_note(theirs, id, "answer", "two", NULL));
    assert_true(progress_store_finish(theirs, id, PROGRESS_SOLVED, 85, NULL));
    assert_merge(ours, 1, OURS THEIRS_ENDED);
    CLEANUP(cleanup_string) char *whole = contents(ours, true), *other = contents(theirs, true);
    assert_non_null(strstr(whole, other + strlen("ann"))); /* the registration, too */
    now = 6000;
    assert_true(begin(theirs, "bob", 2, NULL) > 0);
    assert_merge(ours, 1, OURS THEIRS_ENDED "bob the-six 06a 06 18446744073709551615 2 worked-example 6010-0 open 0\n");
    assert_int_equal(count_attempts(ours, "bob"), 2);
    progress_store_close(&theirs);
    leave_other(first);
}

static void what_is_no_other_place_is_refused(void **state)
{
    CLEANUP(progress_store_close) struct progress_store *store = open_store();
    CLEANUP(cleanup_string) char *said = NULL;
    CLEANUP(cleanup_string)
    char *same = text_format("%s is where progress is brought together; name the folders of the others", folder);
    struct error error = {""};
    int64_t renewed = 99;

    (void)state;
    assert_false(progress_store_merge(store, folder, &renewed, &said, &error));
    assert_string_equal(error.text, same);
    assert_int_equal(renewed, 0);
    assert_false(progress_store_merge(store, "/none", &renewed, &said, &error));
    assert_string_equal(error.text, "/none holds no progress that can be read: No such file or directory");
}

enum { MANY = 300 };

static void fill(struct progress_store *store)
{
    for (int i = 1; i <= MANY; i++) {
        const int64_t id = begin(store, i % 2 ? "ann" : "bob", i, NULL);
        assert_true(progress_store_note(store, id, "hint", "x", NULL));
        assert_true(i % 3 || progress_store_finish(store, id, PROGRESS_FAILED, (unsigned)i % 100, NULL));
    }
}

static void destroy_a_page(long page)
{
    CLEANUP(cleanup_string) char *path = database_path();
    FILE *const file = fopen(path, "r+");

    assert_int_equal(fseek(file, page * 4096, SEEK_SET), 0);
    for (int i = 0; i < 4096; i++)
        fputc(0xA5, file);
    fclose(file);
}

/* Each of its lines stood there before: nothing is made up. */
static void assert_part_of(const char *rescued, const char *whole, size_t fewest)
{
    size_t count = 0;

    for (const char *line = rescued, *end; *line; line = end + 1, count++) {
        end = strchr(line, '\n');
        CLEANUP(cleanup_string) char *one = text_format("\n%.*s\n", (int)(end - line), line);
        if (!strstr(whole, one))
            fail_msg("made up:%s", one);
    }
    assert_in_range(count, fewest, 2 * MANY);
}

/* Beside it stands what was damaged, byte for byte; `said` names both. */
static void assert_said(const char *said, struct progress_store *store, int64_t at)
{
    CLEANUP(cleanup_string) char *path = database_path();
    CLEANUP(cleanup_string) char *aside = text_format("%s.damaged-%lld", path, (long long)at);
    CLEANUP(cleanup_string)
    char *expected = text_format("%s was damaged and is kept as %s; %d attempts could be read of it and go on", path,
                                 aside, count_attempts(store, NULL));

    assert_string_equal(said, expected);
    assert_int_equal(access(aside, F_OK), 0);
}

static void what_is_rescued_is_what_was_there(void **state)
{
    CLEANUP(progress_store_close) struct progress_store *store = open_store();
    CLEANUP(cleanup_string) char *said = NULL;
    struct error error = {""};

    (void)state;
    fill(store);
    CLEANUP(cleanup_string) char *before = contents(store, true), *whole = text_format("\n%s", before);
    progress_store_close(&store);
    destroy_a_page(8);
    now = 70000;
    store = open_saying(&said, &error);
    assert_non_null(store);
    CLEANUP(cleanup_string) char *rescued = contents(store, true);
    assert_part_of(rescued, whole, MANY);
    assert_said(said, store, 70010);
    assert_true(begin(store, "ann", 1, NULL) > MANY);
}

/* The first and the last are on pages of their own. */
static void an_older_file_is_rescued(void **state)
{
    CLEANUP(cleanup_string) char *sql = version_1(), *said = NULL;
    struct error error = {""};

    (void)state;
    run_sql(sql);
    run_sql(
        "WITH RECURSIVE n (i) AS (VALUES (3) UNION ALL SELECT i + 1 FROM n WHERE i < 400)"
        " INSERT INTO attempt SELECT i, CASE WHEN i > 390 THEN 7 ELSE 1 END, 'c', 'ticket', 'row', 1, i, 2, i, 0, 0, 0"
        " FROM n; INSERT INTO event VALUES (9, 400, 1, 'k', 't'), (10, 999, 1, 'k', 'of none')");
    destroy_a_page(8);
    CLEANUP(progress_store_close) struct progress_store *store = open_saying(&said, &error);
    if (!store || !said)
        fail_msg("%s", error.text);
    CLEANUP(cleanup_string) char *rescued = contents(store, false);
    assert_memory_equal(rescued, OF_VERSION_1, strlen(OF_VERSION_1));
    assert_true(text_ends(rescued, "trainee 7 c ticket row 1 400 alone 400-0 open 0\n  1 k t\n"));
    assert_int_equal(count_events(store, 999), 0);
    assert_int_equal(count_attempts(store, "trainee 7"), 10);
}

int main(void)
{
#define IN_A_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)
    const struct CMUnitTest tests[] = {
        IN_A_FOLDER(an_older_file_keeps_what_it_says),  IN_A_FOLDER(numbers_that_mean_nothing_are_none),
        IN_A_FOLDER(limits_of_names_and_texts),         IN_A_FOLDER(others_attempts_come_as_they_are),
        IN_A_FOLDER(what_is_no_other_place_is_refused), IN_A_FOLDER(what_is_rescued_is_what_was_there),
        IN_A_FOLDER(an_older_file_is_rescued),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
