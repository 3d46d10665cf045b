/* SPDX-License-Identifier: MIT */
/* Files of an older version, of a newer one, of something else, and broken ones. */
#include "progress_folder.h"

static void an_older_file_is_migrated(void **state)
{
    CLEANUP(cleanup_string)
    char *sql = file_read(FBLAB_SOURCE "/tests/unit/sim/progress/version_1.sql", 100000, NULL, NULL);
    CLEANUP(progress_store_close) struct progress_store *store = NULL;

    (void)state;
    run_sql(sql);
    store = open_store();
    assert_int_equal(count_attempts(store, "ann"), 2);
    assert_int_equal(count_events(store, 1), 1);
    assert_int_equal(begin(store, "ann", 3, NULL), 3);
    assert_true(progress_store_finish(store, 2, PROGRESS_GIVEN_UP, 0, NULL));
}

static const struct refusal {
    const char *name, *sql, *says;
} refusals[] = {
    {"a newer version", "PRAGMA application_id = 1178749042; CREATE TABLE later (x); PRAGMA user_version = 3",
     "was written by a newer fblab (version 3, this one knows up to 2)"},
    {"of something else", "CREATE TABLE mine (x)", "is a database of something else"},
    {"of something else, with a version", "CREATE TABLE mine (x); PRAGMA user_version = 1",
     "is a database of something else"},
};

static void is_refused_and_left_alone(void **state)
{
    const struct refusal *const row = *state;
    struct error error = {""};
    CLEANUP(cleanup_string) char *said = NULL;

    assert_int_equal(make_folder(NULL), 0);
    run_sql(row->sql);
    assert_null(open_saying(&said, &error));
    assert_null(said);
    if (!strstr(error.text, row->says))
        fail_msg("%s", error.text);
    run_sql("SELECT * FROM sqlite_schema");
    assert_int_equal(remove_folder(NULL), 0);
}

static void overwrite(const char *path, long at, const char *bytes, size_t length)
{
    FILE *file = fopen(path, "r+");

    assert_int_equal(fseek(file, at, SEEK_SET), 0);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    fclose(file);
}

static const struct damage {
    const char *name;
    long at; /* where it is written over; -1: cut to `length` */
    long length;
    int kept;   /* of 300 attempts, at least */
    int events; /* of the one that the first attempt has */
} damages[] = {
    {"the head", 0, 16, 0, 0},
    {"all of the first page", 0, 4096, 0, 0},
    {"a page in the middle", 8L * 4096, 4096, 1, 0},
    {"the end is missing", -1, 12L * 4096, 1, 1},
    {"hardly anything is left", -1, 700, 0, 0},
};

static void a_damaged_file_is_set_aside(void **state)
{
    const struct damage *const row = *state;
    static const char junk[4096] = "\x01junk";
    struct error error = {""};
    CLEANUP(cleanup_string) char *path = NULL, *said = NULL;
    CLEANUP(progress_store_close) struct progress_store *store = NULL;

    assert_int_equal(make_folder(NULL), 0);
    path = database_path();
    store = open_store();
    for (int i = 0; i < 300; i++)
        assert_true(begin(store, "ann", i, NULL) > 0);
    assert_true(progress_store_note(store, 1, "hint", "x", NULL));
    progress_store_close(&store);
    if (row->at < 0)
        assert_int_equal(truncate(path, row->length), 0);
    else
        overwrite(path, row->at, junk, (size_t)row->length);
    store = open_saying(&said, &error);
    if (!store || !said)
        fail_msg("not set aside: %s", error.text);
    assert_non_null(strstr(said, "was damaged and is kept as "));
    assert_true(count_attempts(store, NULL) >= row->kept);
    if (row->kept)
        assert_int_equal(count_attempts(store, "ann"), count_attempts(store, NULL));
    assert_int_equal(count_events(store, 1), row->events);
    *strchr(strstr(said, "kept as ") + 8, ';') = '\0';
    assert_int_equal(access(strstr(said, "kept as ") + 8, F_OK), 0);
    assert_true(begin(store, "ann", 1, NULL) > 0);
    progress_store_close(&store);
    store = open_store();
    progress_store_close(&store);
    assert_int_equal(remove_folder(NULL), 0);
}

static void a_damaged_file_that_is_open_stays(void **state)
{
    CLEANUP(progress_store_close) struct progress_store *first = open_store();
    CLEANUP(cleanup_string) char *path = database_path(), *said = NULL;
    struct error error = {""};

    (void)state;
    assert_int_equal(begin(first, "ann", 1, NULL), 1);
    run_sql("PRAGMA wal_checkpoint(TRUNCATE)");
    overwrite(path, 0, "no database at all", 18);
    assert_null(open_saying(&said, &error));
    assert_null(said);
    assert_int_equal(access(path, F_OK), 0);
}

#define IN_A_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int main(void)
{
    struct CMUnitTest rows[ARRAY_SIZE(refusals) + ARRAY_SIZE(damages)] = {0};
    const struct CMUnitTest whole[] = {
        IN_A_FOLDER(an_older_file_is_migrated),
        IN_A_FOLDER(a_damaged_file_that_is_open_stays),
    };
    size_t count = 0;

    for (size_t i = 0; i < ARRAY_SIZE(refusals); i++)
        rows[count++] = (struct CMUnitTest){.name = refusals[i].name,
                                            .test_func = is_refused_and_left_alone,
                                            .initial_state = (void *)(uintptr_t)&refusals[i]};
    for (size_t i = 0; i < ARRAY_SIZE(damages); i++)
        rows[count++] = (struct CMUnitTest){.name = damages[i].name,
                                            .test_func = a_damaged_file_is_set_aside,
                                            .initial_state = (void *)(uintptr_t)&damages[i]};
    return cmocka_run_group_tests(whole, NULL, NULL) + cmocka_run_group_tests(rows, NULL, NULL);
}
